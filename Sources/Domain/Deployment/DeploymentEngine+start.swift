// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension DeploymentEngine {
    /// How long after its slot a run is still begun where the policy has no time-out: a day.
    package static let lateness: Duration = .seconds(86_400)

    /// Starts the runs whose slots have come, and moves every schedule on.
    ///
    /// The slot is stamped in the transaction that makes the run, before any device is told, so that
    /// a crash at any moment starts it once or not at all.
    package func startDue(at now: Timestamp) throws {
        for var deployment in try store.dueDeployments(at: now) {
            guard let first = deployment.nextSlot else { continue }
            // What is only published waits for the people at the machines.
            if deployment.plan.policy.selfService == .publish {
                deployment.nextSlot = nil
                try store.update(deployment)
                continue
            }
            var slot = first
            var missed = 0
            // What follows another deployment has no slots of its own and never runs out of them.
            let isLinked = deployment.plan.link != nil
            while !isLinked, let next = deployment.plan.slot(after: slot), next <= now,
                missed < 10_000
            {
                slot = next
                missed += 1
            }
            deployment.lastSlot = slot
            deployment.nextSlot = isLinked ? nil : deployment.plan.slot(after: slot)
            if deployment.nextSlot == nil, !isLinked { deployment.status = .ended }
            try store.update(deployment)
            let limit = deployment.plan.policy.runTimeout.map { min($0, Self.lateness) }
            guard now - slot < limit ?? Self.lateness else {
                let reason = "nothing could be started within its time"
                try note(.passed(deployment, slot: slot, reason: reason))
                continue
            }
            let why =
                missed == 0 ? "its slot has come" : "its slot has come; \(missed) passed before"
            try start(
                deployment,
                slot: slot,
                isOnDeviceClocks: deployment.plan.isOnDeviceClocks,
                at: now,
                by: Self.name,
                reason: why
            )
        }
    }

    /// Starts a run now.
    ///
    /// `subject` limits it to one device, `patches` to some patches; both come from an event.
    /// `isOnDeviceClocks` lets each device wait until its own clock shows the slot; what people ask
    /// for begins at once.
    @discardableResult
    package func start(
        _ deployment: Deployment,
        slot: Timestamp,
        isOnDeviceClocks: Bool = false,
        subject: Device.Identity? = nil,
        patches: [Patch.Identity]? = nil,
        at now: Timestamp,
        by actor: String,
        reason: String
    ) throws -> Run {
        let plan = try plan(of: deployment, isAsked: patches != nil)
        let begin = { (device: TargetDevice) in
            isOnDeviceClocks ? plan.begin(of: slot, on: device) : plan.installAfter
        }
        try replaceFormer(of: deployment, subject: subject, begin: begin, at: now)
        let last = isOnDeviceClocks ? slot + DeviceZone.span : slot
        let end = plan.end(of: max(last, plan.installAfter ?? last))
        var course = RunCourse(plan: plan, expiresAt: end, at: now)
        course.patches =
            try patches ?? fleet.patches(of: plan.patches, in: deployment.path, now: now)
        course.decisions = [RunDecision(.started, at: now, by: actor, reason: reason)]
        var run = Run(
            id: Run.Identity(makeID()),
            number: try sequences.nextNumber(of: "run"),
            deployment: deployment.id,
            path: deployment.path,
            slot: slot,
            subject: subject,
            createdAt: now,
            course: course
        )
        var devices = try fleet.devices(of: plan.targets, in: deployment.path, now: now)
        if let subject { devices.removeAll { $0.id != subject } }
        let placed = try place(devices, in: run, at: now)
        run.course.allowedAway = plan.brakes.unavailable.map { limit in
            limit.allowed(of: devices.filter { limit.covers($0) }.count)
        }
        try store.insert(run)
        try note(.run(run, course.decisions[0]))
        for (device, ring) in placed {
            guard
                let execution = try execution(
                    of: run,
                    kind: deployment.kind,
                    device,
                    ring,
                    begin: begin(device),
                    now
                )
            else { continue }
            try store.insert(execution)
            try note(.execution(execution, action: "made"))
        }
        try judge(run.id, at: now)
        return try store.run(run.id) ?? run
    }

    /// A deployment's plan with the present form of the policy that its own was copied from, and
    /// with the patches and the need for approval that a linked choice comes to.
    ///
    /// A policy of another tenant than the deployment's or one above counts for nothing. What the
    /// people at a device asked for waits neither for a window nor for a start.
    private func plan(of deployment: Deployment, isAsked: Bool) throws -> DeploymentPlan {
        var plan = try followed(deployment.plan)
        guard let template = plan.template, let policy = try policy(template),
            policy.path.map({ $0.contains(deployment.path) }) ?? true
        else { return plan }
        let (window, moment) = (plan.policy.window, plan.policy.installAt)
        plan.policy = policy
        if isAsked {
            plan.policy.window = window
            plan.policy.installAt = moment
        }
        return plan
    }

    /// What a device has to do in a run; `nil` where that is nothing.
    private func execution(
        of run: Run,
        kind: Deployment.Kind,
        _ device: TargetDevice,
        _ ring: Int,
        begin: Timestamp?,
        _ now: Timestamp
    ) throws -> Execution? {
        let course = run.course
        var patches: [OrderPatch] = []
        switch kind {
        case .install:
            patches = try fleet.missing(
                on: device,
                wanted: course.patches.map(Set.init),
                approval: course.plan.approvalNeed,
                now: now
            )
        case .rollback:
            patches = try fleet.former(on: device, wanted: Set(course.patches ?? []))
        case .scan, .mitigate, .script, .updateAgent, .removeAgent:
            break
        }
        if kind.hasPatches, patches.isEmpty { return nil }
        var execution = Execution(
            id: Execution.Identity(makeID()),
            deployment: run.deployment,
            run: run.id,
            ring: ring,
            device: device.id,
            path: device.path,
            kind: kind,
            patches: patches,
            createdAt: now,
            // Counted from when the device may begin: the first clocks are a day ahead of the last.
            expiresAt: course.plan.end(of: max(run.slot, begin ?? run.slot))
        )
        execution.notBefore = begin
        return execution
    }

    /// A run that begins takes the place of the deployment's former one: who has not begun there
    /// does not begin any more.
    private func replaceFormer(
        of deployment: Deployment,
        subject: Device.Identity?,
        begin: (TargetDevice) -> Timestamp?,
        at now: Timestamp
    ) throws {
        guard subject == nil else { return }
        for run in try store.openRuns()
        where run.deployment == deployment.id && run.subject == nil {
            for var execution in try store.executionsPending(of: run.id) {
                // Until the new slot comes on the device's own clock, the former one counts.
                let next = try fleet.device(execution.device).flatMap(begin)
                if let next, next > now { continue }
                let former = execution.state
                execution.notBefore = nil
                guard
                    execution.on(.settled(.expired, reason: "the next run began"), at: now)
                else { continue }
                try store.update(execution, from: former)
                try note(.execution(execution, action: "expire"))
            }
            try judge(run.id, at: now)
        }
    }

    /// The ring of each device: the first that names it and has room.
    private func place(
        _ devices: [TargetDevice],
        in run: Run,
        at now: Timestamp
    ) throws -> [(TargetDevice, Int)] {
        var placed: [(TargetDevice, Int)] = []
        // In an order that is the same everywhere and favours nobody.
        var left = devices.sorted { $0.id < $1.id }
        let rings = run.course.rings
        for (number, ring) in rings.enumerated() {
            var taken = left
            if let targets = ring.targets {
                let named = Set(
                    try fleet.devices(of: targets, in: run.path, now: now).map(\.id)
                )
                taken = left.filter { named.contains($0.id) }
            }
            if let share = ring.share {
                taken = Array(taken.prefix(Int((share * Double(devices.count)).rounded(.up))))
            }
            // Nobody who is targeted is left out: the last ring takes the rest.
            if number == rings.count - 1 { taken = left }
            let members = Set(taken.map(\.id))
            placed += taken.map { ($0, number) }
            left.removeAll { members.contains($0.id) }
        }
        return placed
    }
}

extension UnavailableLimit {
    /// Whether it is about a device.
    func covers(_ device: TargetDevice) -> Bool {
        group.map { device.groups.contains($0) } ?? true
    }
}

extension DeploymentPlan {
    /// After when no device begins what a slot started.
    func end(of slot: Timestamp) -> Timestamp {
        let timeout = policy.runTimeout.map { slot + $0 }
        let limits = [timeout, expiresAt].compactMap(\.self)
        return limits.min() ?? slot + Self.runLifetime
    }

    /// What it asks of approvals.
    package var approvalNeed: ApprovalNeed {
        ApprovalNeed(isNeeded: needsApproval, days: daysAfterApproval)
    }
}
