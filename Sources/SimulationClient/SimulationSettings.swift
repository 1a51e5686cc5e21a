// SPDX-License-Identifier: Apache-2.0
package import Simulation

/// What a fleet is to be, and how long it lives.
package struct SimulationSettings: Sendable {
    /// Where the server is.
    package var server: ServerPlace
    /// How the server's certificate is checked.
    package var trust: ServerTrust = .system
    /// The enrolment token; each device uses it once, and again where the answer was lost.
    package var token: String
    /// How many devices there are, from 1.
    package var count: Int
    /// What every random choice follows from; the keys of the devices do, too.
    package var seed: UInt64
    /// What goes wrong, and how often; see ``faults(_:)``.
    package var faults = FaultRates.none
    /// How long a device waits between two check-ins; each time it is up to a fifth more or less.
    package var poll: Duration = .seconds(5)
    /// When the fleet ends at the latest; `nil` where only ``settle`` or a person ends it.
    package var duration: Duration?
    /// How long nothing may be to do before the fleet ends.
    package var settle: Duration = .seconds(10)
    /// How many calls are under way at once, from 1.
    package var concurrency = 64
    /// What the names of the devices begin with; a number follows.
    package var namePrefix = "sim"
    /// How long work, restarts and outages take, as a share of what they take on real machines.
    ///
    /// A patch takes 20 to 480 seconds there. A day of faults lasts this share of a day.
    package var workScale = 0.005

    /// Makes the settings of a fleet without faults.
    package init(server: ServerPlace, token: String, count: Int, seed: UInt64) {
        self.server = server
        self.token = token
        self.count = count
        self.seed = seed
    }

    /// The rates that concern a simulated server; a real one has its own troubles.
    private static let serverRates: Set<String> = ["server-killed", "ticks-missed-per-day"]

    /// The names of the rates that ``faults(_:)`` takes, with commas between them.
    package static var rateNames: String {
        FaultRates.names.map(\.name).filter { !serverRates.contains($0) }.joined(separator: ", ")
    }

    /// Reads `none`, `light`, `heavy`, or `name=rate` pairs with commas between them.
    ///
    /// - Throws: ``SimulationFailure/wrongSetting(_:)``.
    package static func faults(_ text: String) throws(SimulationFailure) -> FaultRates {
        for pair in text.split(separator: ",") {
            let name = String(pair.prefix { $0 != "=" })
            guard !serverRates.contains(name) else {
                throw .wrongSetting("--faults: \(name) concerns simulated servers, not real ones")
            }
        }
        do {
            return try FaultRates(text)
        } catch {
            throw .wrongSetting("--faults: \(error)")
        }
    }

    /// How an agent goes about its days.
    var habits: AgentHabits {
        var rates = faults
        rates.killedPerDay /= workScale
        rates.silentPerDay /= workScale
        rates.restartedPerDay /= workScale
        var habits = AgentHabits(interval: poll, faults: rates, digest: .canonical)
        habits.pace = workScale
        habits.awayPace = workScale
        habits.keepsDeeds = true
        return habits
    }

    /// The name of a device, by its place from 0.
    func name(_ place: Int) -> String { "\(namePrefix)-\(place + 1)" }
}
