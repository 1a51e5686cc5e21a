// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// Where the devices of a fleet wait for their turn; each is with at most one worker.
final class DeviceDesk: Sendable {
    /// What a worker is to do.
    enum Turn: Sendable {
        /// Serve this device and bring it back.
        case serve(FleetDevice)
        /// Nothing for so long.
        case rest(Duration)
    }

    private struct State {
        var queue = WakeQueue()
        /// The devices that are not with a worker.
        var devices: [FleetDevice?] = []
        var atWork: Set<Int> = []
        var lastBusy: Timestamp
    }

    /// The longest that a worker rests: then it looks whether anyone was added.
    private static let restMax = Duration.milliseconds(100)

    private let state: Mutex<State>

    /// Seats a fleet; its devices come to their first turn one after the other within a poll.
    init(_ settings: SimulationSettings, at now: Timestamp) {
        var state = State(lastBusy: now)
        for place in 0..<settings.count {
            state.devices.append(FleetDevice(place: place, settings: settings))
            let delay = settings.poll * place / settings.count
            state.queue.add(place, at: now + delay)
        }
        self.state = Mutex(state)
    }

    /// The next turn.
    func turn(at now: Timestamp) -> Turn {
        state.withLock { state in
            guard let place = state.queue.take(at: now) else {
                let rest = state.queue.nextAt.map { $0 - now } ?? Self.restMax
                return .rest(min(rest, Self.restMax))
            }
            var device: FleetDevice?
            // Taken out, not copied: what it holds is changed in place.
            swap(&device, &state.devices[place])
            return device.map { .serve($0) } ?? .rest(Self.restMax)
        }
    }

    /// Takes a device back until its next turn; `nil` for never.
    func take(back device: consuming FleetDevice, until wake: Timestamp?, at now: Timestamp) {
        let place = device.place
        let isAtWork = device.isAtWork
        let returned: FleetDevice? = device
        state.withLock { state in
            state.devices[place] = returned
            if isAtWork {
                state.atWork.insert(place)
                state.lastBusy = now
            } else if state.atWork.remove(place) != nil {
                state.lastBusy = now
            }
            if let wake { state.queue.add(place, at: max(wake, now + .milliseconds(1))) }
        }
    }

    /// How many devices act on an order or owe a report.
    var atWorkCount: Int { state.withLock { $0.atWork.count } }

    /// How long no device has been at work.
    func calm(at now: Timestamp) -> Duration {
        state.withLock { $0.atWork.isEmpty ? now - $0.lastBusy : .zero }
    }
}
