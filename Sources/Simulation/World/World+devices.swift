// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension World {
    /// A device introduces itself.
    func enrol(_ place: Int) {
        let agent = agents[place]
        let id = Device.Identity(agent.device)
        var record = DeviceRecord(
            id: id,
            path: WorldDraw.path.appending(Int64(2 + place % 2)),
            name: agent.name,
            groups: Set(dice.keep(0.5, of: frame.groups)),
            isServer: dice.happens(0.5)
        )
        record.target.zone = DeviceZone(name: agent.zone)
        fleet.records[id] = record
        agents[place].checkInDue = now + .seconds(dice.roll(0...600))
        plan(place)
    }

    /// Plans a device's next wake.
    func plan(_ place: Int) {
        let wake = agents[place].wakesAt.map { max($0, now + .milliseconds(1)) }
        plannedWakes[place] = wake
        if let wake { queue.add(.device(place), at: wake) }
    }

    /// Lets a device do what it has to do now.
    func serve(_ place: Int) {
        agents[place].advance(to: now)
        noteDeeds(of: place)
        // What has nothing to say after so many words is broken.
        for _ in 0..<50 {
            guard let call = agents[place].nextCall(at: now) else {
                plan(place)
                return
            }
            let (answer, what) = exchange(call, of: Device.Identity(agents[place].device))
            trace.add(
                .call("\(call.name)\(what)", device: Device.Identity(agents[place].device)),
                at: now
            )
            agents[place].take(answer, of: call, at: now)
            noteDeeds(of: place)
        }
        laws.find("loop", "\(agents[place].name) does not stop calling", at: now)
    }

    private func noteDeeds(of place: Int) {
        let deeds = agents[place].deeds
        guard !deeds.isEmpty else { return }
        agents[place].deeds = []
        let device = Device.Identity(agents[place].device)
        for deed in deeds {
            trace.add(.deed(deed, device: device), at: now)
            laws.observe(deed, of: device)
        }
    }

    /// Brings a call to the server and its answer back, as well as the network lets it.
    private func exchange(
        _ call: AgentCall,
        of device: Device.Identity
    ) -> (answer: AgentAnswer, what: String) {
        figures.calls += 1
        let faults = frame.faults
        if dice.happens(faults.requestLost) { return (.unanswered, ", lost") }
        if dice.happens(faults.requestTwice) { _ = reply(to: call, of: device) }
        var answer = reply(to: call, of: device)
        if dice.happens(faults.replyLost) { return (.unanswered, ", answer lost") }
        if case .checkedIn(let needsInventory, let orders, let time) = answer, !orders.isEmpty,
            dice.happens(faults.orderTwice)
        {
            answer = .checkedIn(
                needsInventory: needsInventory,
                orders: orders + orders,
                serverTime: time
            )
        }
        if case .unanswered = answer { return (answer, ", not answered") }
        return (answer, "")
    }

    private func reply(to call: AgentCall, of device: Device.Identity) -> AgentAnswer {
        do {
            return try answer(call, of: device, at: now)
        } catch let error as DomainError where error.code == .orderNotFound {
            return .unknownOrder
        } catch let error as DomainError {
            laws.find("failure", "\(call.name) fails: \(error)", device: device, at: now)
            return .unanswered
        } catch {
            trace.add(.note("the server is killed during \(call.name)"), at: now)
            return .unanswered
        }
    }

    /// Someone upgrades or removes a package of a device that is at rest.
    func changeByHand(_ place: Int) {
        guard agents[place].isIdle, let row = dice.pick(Array(frame.template.rows.indices)),
            let name = frame.template.rows[row].name
        else { return }
        if dice.happens(0.3) {
            agents[place].stock.absent.insert(row)
        } else if let patch = dice.pick(frame.patches),
            let package = patch.packages.first(where: { $0.name == name }),
            !agents[place].stock.hasReached([package])
        {
            agents[place].stock.set(package)
        }
        trace.add(
            .call("is changed by hand", device: Device.Identity(agents[place].device)),
            at: now
        )
    }
}

extension AgentCall {
    /// The call in a word.
    var name: String {
        switch self {
        case .checkIn: "check-in"
        case .upload: "inventory"
        case .progress(let progress): "progress \(progress.phase)"
        case .report(let report):
            "report of \(report.order.short): "
                + report.results.map(\.outcome.rawValue).joined(separator: " ")
        case .refuse(let refusal): "refusal \(refusal.reason)"
        }
    }
}
