// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension World {
    /// Plans everything that the seed says of the days to come.
    func settle() {
        let count = dice.roll(5...40)
        figures.devices = count
        // Large fleets and long lives call less often, so that every world takes about as long.
        let seconds = max(1_800, count * frame.days * 86_400 / 3_000)
        for place in 0..<count {
            agents.append(agent(place, every: .seconds(seconds)))
            plannedWakes.append(nil)
            let isLater = place > 2 && dice.happens(0.15)
            let at = isLater ? dice.roll(0...frame.days * 86_400) : 0
            queue.add(.enrolment(place), at: frame.start + .seconds(at))
        }
        for patch in frame.patches { planRulings(on: patch) }
        queue.add(.tick, at: frame.start + dice.minutes(1...20))
        for _ in 0..<frame.days * 3 {
            queue.add(.people, at: frame.start + .seconds(dice.roll(0...frame.days * 86_400)))
        }
        for place in 0..<count where dice.happens(0.3) {
            let at = frame.start + .seconds(dice.roll(0...frame.days * 86_400))
            queue.add(.handChange(place), at: at)
        }
        queue.add(.end, at: frame.end)
        makeDeployments()
    }

    private func agent(_ place: Int, every interval: Duration) -> SimulatedAgent {
        var habits = AgentHabits(interval: interval, faults: frame.faults, digest: .mark)
        habits.keepsDeeds = true
        habits.pace = 0.5 + 2 * dice.fraction()
        habits.defect = defect
        var stock = PackageStock(frame.template)
        for row in frame.template.rows.indices where dice.happens(0.15) { stock.absent.insert(row) }
        return SimulatedAgent(
            device: dice.uuid(),
            name: "device-\(place)",
            stock: stock,
            zone: dice.pick(WorldDraw.zones) ?? "UTC",
            habits: habits,
            dice: dice.split(),
            at: frame.start
        )
    }

    private func planRulings(on patch: WorldPatch) {
        var at = max(patch.publishedAt, frame.start) + dice.minutes(-600...2_000)
        let first: Approval.Decision? =
            dice.happens(0.8) ? .approved : dice.happens(0.5) ? .declined : nil
        guard let first else { return }
        queue.add(.ruling(patch.id, first), at: max(at, frame.start))
        while dice.happens(0.35) {
            at = at + dice.minutes(60...8_000)
            let decision = dice.pick([Approval.Decision.approved, .declined, nil]) ?? nil
            queue.add(.ruling(patch.id, decision), at: max(at, frame.start))
        }
    }

    private func makeDeployments() {
        let devices = agents.map { Device.Identity($0.device) }
        var made: [Deployment.Identity] = []
        for number in 1...Int64(dice.roll(1...5)) {
            var draw = PlanDraw(dice: dice.split(), world: frame, devices: devices, others: made)
            let kind = draw.kind()
            let plan = draw.plan(for: kind)
            do { try plan.validate(for: kind) } catch {
                laws.find("plan", "a drawn plan is refused: \(error)", at: now)
            }
            var deployment = Deployment(
                id: Deployment.Identity(dice.uuid()),
                number: number,
                tenant: Tenant.Identity(dice.uuid()),
                path: WorldDraw.path,
                kind: kind,
                name: "deployment-\(number)",
                summary: "",
                plan: plan,
                createdBy: "someone",
                createdAt: now,
                request: ""
            )
            deployment.status = .enabled
            deployment.enabledAt = now
            deployment.nextSlot = firstSlot(of: plan)
            made.append(deployment.id)
            transact("make") { _ in try store.insert(deployment) }
        }
    }

    /// The slot that a deployment begins with.
    private func firstSlot(of plan: DeploymentPlan) -> Timestamp? {
        guard plan.schedule.zone == .device else { return plan.slot(after: now) }
        return plan.schedule.firstSlot(asOf: now, window: plan.policy.window)?.earliest
    }
}
