// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A fleet, a server and people on a seed and a virtual clock.
///
/// ``run(seed:options:)`` lets a world live for its days, and then until nothing is left to be
/// done, and tells which laws were broken. The same seed and options always give the same world.
package final class World {
    /// What happens by itself.
    enum Happening: Sendable {
        /// A device wakes.
        case device(Int)
        /// The server's own clockwork turns.
        case tick
        /// A device enrols.
        case enrolment(Int)
        /// People decide about a patch.
        case ruling(Patch.Identity, Approval.Decision?)
        /// People look after deployments.
        case people
        /// Someone changes a package on a device by hand.
        case handChange(Int)
        /// Everything that was planned ends.
        case end
    }

    let seed: UInt64
    let frame: WorldDraw
    let defect: Defect?
    let store: InMemoryDeploymentStore
    let fleet: SimulatedFleet
    let laws: LawBook
    var dice: Dice
    var now: Timestamp
    var agents: [SimulatedAgent] = []
    var plannedWakes: [Timestamp?] = []
    var queue = EventQueue<Happening>()
    var trace = Trace()
    var hasEnded = false
    var figures = WorldFigures()

    private init(seed: UInt64, options: WorldOptions) {
        self.seed = seed
        frame = WorldDraw(seed: seed, options: options)
        defect = options.defect
        dice = frame.dice
        now = frame.start
        store = InMemoryDeploymentStore(defect: defect)
        fleet = SimulatedFleet(patches: frame.patches, store: store, defect: defect)
        laws = LawBook(patches: frame.patches)
    }

    /// Lets the world of a seed live and tells what came of it.
    package static func run(seed: UInt64, options: WorldOptions = WorldOptions()) -> WorldOutcome {
        let world = World(seed: seed, options: options)
        world.settle()
        if world.live() {
            world.laws.close(world.store, at: world.now)
            world.report()
        }
        world.sum()
        return WorldOutcome(
            seed: seed,
            figures: world.figures,
            violations: world.violations
        )
    }

    /// The violations with their lines, in the order in which they happened.
    var violations: [Violation] = []

    /// How long after its end a world is given to come to rest.
    private static let drain: Duration = .seconds(60 * 86_400)

    /// Lets everything happen; whether it came to its end.
    private func live() -> Bool {
        while let (at, happening) = queue.next(), at < frame.end + Self.drain {
            if case .device(let place) = happening, plannedWakes[place] != at { continue }
            now = at
            happen(happening)
            figures.happenings += 1
            report()
            if violations.count >= Self.violationsMax { return false }
            if hasEnded, case .tick = happening, isAtRest { return true }
        }
        return true
    }

    /// What comes after so many broken laws only follows from them.
    private static let violationsMax = 3

    /// Adds up what happened.
    private func sum() {
        figures.runs = store.contents.runs.count
        figures.executions = store.contents.executions.count
        for execution in store.contents.executions.values {
            figures.ends[execution.state.rawValue, default: 0] += 1
        }
        for run in store.contents.runs.values {
            for decision in run.course.decisions {
                let who = decision.by == DeploymentEngine.name ? "engine" : "people"
                figures.decisions["\(decision.kind.rawValue) by \(who)", default: 0] += 1
            }
        }
    }

    private func happen(_ happening: Happening) {
        switch happening {
        case .device(let place): serve(place)
        case .tick: tick()
        case .enrolment(let place): enrol(place)
        case .ruling(let patch, let decision): rule(on: patch, decision)
        case .people: visit()
        case .handChange(let place): changeByHand(place)
        case .end: end()
        }
    }

    /// Whether nothing is left that time could change.
    private var isAtRest: Bool {
        store.contents.open.allSatisfy { store.contents.executions[$0]?.state.isFinal ?? true }
    }

    private func tick() {
        figures.ticks += 1
        let isMissed = dice.happens(frame.faults.ticksMissedPerDay * 33 / 1_440)
        let wait = isMissed && !hasEnded ? dice.minutes(120...900) : dice.minutes(25...40)
        queue.add(.tick, at: now + (hasEnded ? .seconds(3_600) : wait))
        guard transact("tick", { try $0.tick(at: now) }) != nil else { return }
        laws.ticked(store, at: now)
    }

    private func end() {
        hasEnded = true
        trace.add(.note("everything that was planned ends"), at: now)
        for deployment in store.contents.deployments.values.sorted(by: { $0.number < $1.number })
        where deployment.status == .enabled {
            // As often as it takes: the server may be killed over it.
            while !disable(deployment) { continue }
        }
    }

    private func disable(_ deployment: Deployment) -> Bool {
        let isDone: Void? = transact("end") { _ in
            var deployment = deployment
            deployment.status = .disabled
            try store.update(deployment)
        }
        return isDone != nil
    }

    /// Gives the laws' findings their lines.
    private func report() {
        for finding in laws.takeFindings() {
            violations.append(
                Violation(
                    seed: seed,
                    law: finding.law,
                    text: finding.text,
                    at: finding.at,
                    lines: trace.lines(about: finding.run, finding.device, last: 25)
                )
            )
        }
    }
}

/// What came of a world.
package struct WorldOutcome: Sendable {
    /// Its seed.
    package let seed: UInt64
    /// How much happened.
    package let figures: WorldFigures
    /// What broke a law, in its order; at most a handful.
    package let violations: [Violation]
}

/// How much happened in a world.
package struct WorldFigures: Sendable {
    /// Devices.
    package internal(set) var devices = 0
    /// What happened by itself: devices that woke, turns of the clockwork, visits of people.
    package internal(set) var happenings = 0
    /// Turns of the server's clockwork.
    package internal(set) var ticks = 0
    /// Calls of agents.
    package internal(set) var calls = 0
    /// Runs.
    package internal(set) var runs = 0
    /// Executions.
    package internal(set) var executions = 0
    /// Executions by the state in which they ended.
    package internal(set) var ends: [String: Int] = [:]
    /// Decisions about runs, by kind and whether the engine took them.
    package internal(set) var decisions: [String: Int] = [:]
}
