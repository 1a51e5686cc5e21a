// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

/// Draws a deployment of any kind.
struct PlanDraw {
    var dice: Dice
    let world: WorldDraw
    let devices: [Device.Identity]
    /// The deployments that are there already.
    let others: [Deployment.Identity]

    /// What is to be done.
    mutating func kind() -> Deployment.Kind {
        let point = dice.fraction()
        return point < 0.66
            ? .install
            : point < 0.78 ? .rollback : point < 0.84 ? .scan : point < 0.93 ? .script : .mitigate
    }

    /// Everything about it.
    mutating func plan(for kind: Deployment.Kind) -> DeploymentPlan {
        var plan = DeploymentPlan(
            targets: targets(),
            patches: patches(for: kind),
            schedule: .onDemand,
            policy: policy()
        )
        plan.schedule = schedule(with: plan.policy.window)
        if kind == .script || kind == .mitigate { plan.actions = actions(dice.roll(1...2)) }
        plan.needsApproval = dice.happens(0.8)
        plan.daysAfterApproval = dice.happens(0.3) ? dice.roll(1...2) : 0
        if dice.happens(0.6) { plan.rings = rings() }
        plan.brakes = brakes()
        if dice.happens(0.1) { plan.installAfter = later() }
        if dice.happens(0.15) {
            plan.expiresAt = max(later(), (plan.installAfter ?? world.start) + .seconds(3_600))
        }
        if dice.happens(0.15) { plan.deadline = later() }
        if let other = dice.pick(others), dice.happens(0.35) {
            plan.link = DeploymentLink(
                predecessor: other,
                minimumSuccessShare: Double(dice.roll(0...10)) / 10,
                delaySeconds: dice.happens(0.5) ? Int64(dice.roll(1...100_000)) : 0
            )
            plan.schedule = Schedule(recurrence: .afterDeployment)
        }
        return plan
    }

    private mutating func later() -> Timestamp {
        world.start + .seconds(dice.roll(0...world.days * 86_400))
    }

    private mutating func targets() -> DeploymentTargets {
        var targets = DeploymentTargets()
        switch dice.roll(0...3) {
        case 0: targets.groups = [world.groups[dice.roll(0...world.groups.count - 1)]]
        case 1: targets.devices = dice.keep(0.6, of: devices) + devices.prefix(1)
        default: targets.isEverything = true
        }
        if dice.happens(0.2) { targets.excludedDevices = dice.keep(0.1, of: devices) }
        if dice.happens(0.1) { targets.excludedGroups = Array(world.groups.suffix(1)) }
        if dice.happens(0.1) { targets.lacking = "all" }
        return targets
    }

    private mutating func patches(for kind: Deployment.Kind) -> PatchChoice {
        let all = world.patches.map(\.id)
        let listed = dice.keep(0.6, of: all) + all.prefix(1)
        switch kind {
        case .install:
            let point = dice.roll(0...9)
            if point < 4 { return .missing }
            if point < 5, let other = dice.pick(others) { return .linked(other) }
            if point < 7 {
                return .matching(query: "all", limit: dice.happens(0.5) ? dice.roll(1...3) : nil)
            }
            return .listed(listed)
        case .rollback: return .listed(listed)
        default: return .none
        }
    }

    mutating func actions(_ count: Int) -> [OrderAction] {
        (0..<count).map { number in
            OrderAction(
                id: dice.uuid(),
                name: "action-\(number)",
                script: Script(interpreter: .sh, text: "true", timeoutSeconds: 60),
                abortsOnFailure: dice.happens(0.5)
            )
        }
    }

    private mutating func rings() -> [Ring] {
        let count = dice.roll(2...4)
        return (0..<count).map { number in
            var ring = Ring(
                name: "ring-\(number)",
                minimumSuccessShare: Double(dice.roll(3...10)) / 10,
                minimumCount: dice.roll(0...2),
                soakSeconds: dice.happens(0.5) ? Int64(dice.roll(60...100_000)) : 0
            )
            if number < count - 1 {
                if dice.happens(0.3) {
                    var targets = DeploymentTargets()
                    targets.groups = [world.groups[dice.roll(0...world.groups.count - 1)]]
                    ring.targets = targets
                }
                if dice.happens(0.7) { ring.share = Double(dice.roll(0...5)) / 10 }
            }
            return ring
        }
    }

    private mutating func brakes() -> Brakes {
        var brakes = Brakes()
        if dice.happens(0.35) { brakes.failureCount = dice.roll(0...4) }
        if dice.happens(0.35) { brakes.failureShare = Double(dice.roll(0...5)) / 10 }
        if dice.happens(0.3) { brakes.silentCount = dice.roll(0...3) }
        if dice.happens(0.3) { brakes.silentShare = Double(dice.roll(0...4)) / 10 }
        if dice.happens(0.5) { brakes.decidedMinimum = dice.roll(0...5) }
        for _ in 0..<(dice.happens(0.4) ? dice.roll(1...2) : 0) {
            let isShare = dice.happens(0.5)
            brakes.unavailable.append(
                UnavailableLimit(
                    group: dice.happens(0.5) ? world.groups.first : nil,
                    count: isShare ? nil : dice.roll(1...5),
                    share: isShare ? Double(dice.roll(1...5)) / 10 : nil
                )
            )
        }
        return brakes
    }
}
