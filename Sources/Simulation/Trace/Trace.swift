// SPDX-License-Identifier: Apache-2.0
import Domain

/// Everything that happened in a world, in its order.
struct Trace {
    /// One thing that happened.
    enum Entry {
        /// The server's store changed.
        case store(StoreEvent)
        /// A device did something.
        case deed(Deed, device: Device.Identity)
        /// A device called, and what became of it.
        case call(String, device: Device.Identity)
        /// A person did something, or something befell the server.
        case note(String)
    }

    /// What happened, and when.
    private(set) var entries: [(at: Timestamp, entry: Entry)] = []

    /// Keeps something.
    mutating func add(_ entry: Entry, at now: Timestamp) { entries.append((now, entry)) }

    /// The last lines about a run or a device, and what concerns neither.
    func lines(about run: Run.Identity?, _ device: Device.Identity?, last count: Int) -> [String] {
        var found: [String] = []
        for (at, entry) in entries.reversed() where found.count < count {
            if let text = entry.text(about: run, device) { found.append("\(at.text) \(text)") }
        }
        return found.reversed()
    }
}

extension Trace.Entry {
    /// The entry in words; `nil` where it is about something else.
    fileprivate func text(about run: Run.Identity?, _ device: Device.Identity?) -> String? {
        switch self {
        case .note(let text): return text
        case .call(let text, let caller):
            return device.map { $0 == caller } ?? false ? "\(caller.short) \(text)" : nil
        case .deed(let deed, let doer):
            guard device.map({ $0 == doer }) ?? (run == nil) else { return nil }
            return "\(doer.short) \(deed.kind) order \(deed.order.short)"
        case .store(let event): return event.text(about: run, device)
        }
    }
}

extension StoreEvent {
    /// The event in words; `nil` where it is about something else.
    fileprivate func text(about run: Run.Identity?, _ device: Device.Identity?) -> String? {
        switch self {
        case .deployment(let deployment):
            let slot = deployment.nextSlot.map(\.text) ?? "none"
            return "deployment \(deployment.number) \(deployment.status), next slot \(slot)"
        case .runMade(let made):
            guard run.map({ $0 == made.id }) ?? true else { return nil }
            return "run \(made.number) made for slot \(made.slot.text)"
        case .runChanged(_, let after):
            guard run.map({ $0 == after.id }) ?? true else { return nil }
            let why =
                after.course.decisions.last.map { "\($0.kind) by \($0.by): \($0.reason)" } ?? ""
            return "run \(after.number) \(after.state), ring \(after.course.openRing), \(why)"
        case .executionMade(let execution):
            guard execution.concerns(run, device) else { return nil }
            return "\(execution.device.short) execution \(execution.id.short) of ring "
                + "\(execution.ring) made, not before \(execution.notBefore.map(\.text) ?? "-"), "
                + "until \(execution.expiresAt.text)"
        case .executionChanged(let before, let after):
            guard after.concerns(run, device) else { return nil }
            return "\(after.device.short) execution \(after.id.short) \(before.state) > "
                + "\(after.state), attempt \(after.attempt), order \(after.order.short)"
                + (after.reason.map { ": \($0)" } ?? "")
        }
    }
}

extension Execution {
    fileprivate func concerns(_ run: Run.Identity?, _ device: Device.Identity?) -> Bool {
        (run.map { $0 == self.run } ?? true) && (device.map { $0 == self.device } ?? true)
    }
}
