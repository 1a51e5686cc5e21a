// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Server
import Services

/// How a deployment goes about its devices, as options.
struct ConductOptions: ParsableArguments {
    @Option(
        help: "The policy: name, number or identity. (default: Deploy any time at the earliest)"
    )
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "A ring, in order: name=…,share=10%,success=90%,count=5,soak=24h,group=…,query=…",
            valueName: "ring"
        )
    )
    var ring: [String] = []

    @Option(help: "Halt when more than this share (5%) or number (3) of devices has failed.")
    var haltOnFailure: String?

    @Option(help: "Halt when more than this share or number of devices fell silent.")
    var haltOnSilence: String?

    @Option(help: "How many devices must have been decided before shares count.")
    var haltMinimum: Int?

    @Option(
        help: ArgumentHelp(
            "How many devices, or which share, may be away at once; GROUP=10% for a group's.",
            valueName: "limit"
        )
    )
    var maxUnavailable: [String] = []

    /// Whether any of the options was given.
    var isGiven: Bool {
        policy != nil || !ring.isEmpty || haltOnFailure != nil || haltOnSilence != nil
            || haltMinimum != nil || !maxUnavailable.isEmpty
    }

    /// Gives a plan its rings and brakes.
    func apply(to plan: inout DeploymentPlan, _ view: FleetView) throws {
        let arguments = PolicyArguments(view: view)
        plan.rings = try ring.map { text in
            let read = try RingText(text)
            var ring = read.ring
            if !read.groups.isEmpty || read.query != nil {
                var targets = DeploymentTargets()
                targets.groups = try read.groups.map { try arguments.group($0).id }
                targets.query = read.query
                ring.targets = targets
            }
            return ring
        }
        var brakes = Brakes()
        switch try haltOnFailure.map({ try AmountText($0, "--halt-on-failure") }) {
        case .share(let share): brakes.failureShare = share
        case .count(let count): brakes.failureCount = count
        case nil: break
        }
        switch try haltOnSilence.map({ try AmountText($0, "--halt-on-silence") }) {
        case .share(let share): brakes.silentShare = share
        case .count(let count): brakes.silentCount = count
        case nil: break
        }
        if let haltMinimum { brakes.decidedMinimum = haltMinimum }
        brakes.unavailable = try maxUnavailable.map { try Self.limit($0, arguments) }
        plan.brakes = brakes
    }

    private static func limit(
        _ text: String,
        _ arguments: PolicyArguments
    ) throws -> UnavailableLimit {
        let place = "--max-unavailable"
        var group: Group.Identity?
        var amount = text
        if let equals = text.lastIndex(of: "=") {
            group = try arguments.group(String(text[..<equals])).id
            amount = String(text[text.index(after: equals)...])
        }
        switch try AmountText(amount, place) {
        case .share(let share): return UnavailableLimit(group: group, share: share)
        case .count(let count): return UnavailableLimit(group: group, count: count)
        }
    }
}
