// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing

extension World {
    static let patch = record("redis").patch

    /// A plan with something in every member.
    static let plan: DeploymentPlan = {
        var targets = DeploymentTargets(devices: [device(1).id])
        targets.names = ["wéb-1"]
        targets.groups = [group(1, name: "a").id]
        targets.query = #"name = "ä""#
        var plan = DeploymentPlan(
            targets: targets,
            patches: .matching(query: "severity >= important", limit: 20),
            schedule: Schedule(
                recurrence: .weekly(every: 2, days: [.tuesday]),
                start: LocalDateTime(seconds: 1_767_225_600),
                end: LocalDateTime(seconds: 1_798_761_600),
                zone: .device
            ),
            policy: DeploymentPolicy.standard
        )
        plan.needsApproval = false
        plan.daysAfterApproval = 3
        plan.actions = [
            OrderAction(
                id: patch.uuid,
                name: "stoppe",
                script: Script(interpreter: .sh, text: "exit 0\n", timeoutSeconds: 5)
            )
        ]
        plan.template = plan.policy.id
        plan.rings = [Ring(name: "Vorhut", targets: targets, share: 0.1), Ring(name: "Rest")]
        plan.brakes.failureShare = 0.25
        plan.brakes.unavailable = [UnavailableLimit(group: group(1, name: "a").id, share: 0.5)]
        plan.installAfter = now
        plan.expiresAt = now + .seconds(3_600)
        plan.deadline = now + .seconds(7_200)
        plan.notifications = "an alle"
        return plan
    }()

    static func deployment(_ number: Int64, of tenant: Tenant = site) -> Deployment {
        Deployment(
            id: ID(derivedFrom: "deployment \(number)"),
            number: number,
            tenant: tenant.id,
            path: tenant.path,
            kind: .install,
            name: "Dienstag \(number)",
            summary: "wöchentlich",
            plan: plan,
            createdBy: "user:zoë",
            createdAt: now + .seconds(number),
            request: #"{"policy":"nightly"}"#
        )
    }

    /// A run for the slot of so many seconds after now, which is when it was made.
    static func run(_ number: Int64, of deployment: Deployment) -> Run {
        let slot = now + .seconds(number)
        return Run(
            id: ID(derivedFrom: "run \(number)"),
            number: number,
            deployment: deployment.id,
            path: deployment.path,
            slot: slot,
            subject: nil,
            createdAt: slot,
            course: RunCourse(plan: plan, expiresAt: now + .seconds(86_400), at: slot)
        )
    }

    static func execution(of run: Run, on device: Device, ring: Int = 0) -> Execution {
        Execution(
            id: ID(derivedFrom: "execution \(run.number) \(device.number)"),
            deployment: run.deployment,
            run: run.id,
            ring: ring,
            device: device.id,
            path: device.path,
            kind: .install,
            patches: [
                OrderPatch(patch: patch.uuid, title: "rëdis", packages: [target("1.0")])
            ],
            createdAt: run.createdAt,
            expiresAt: run.course.expiresAt
        )
    }

    static func target(_ version: String) -> TargetPackage {
        TargetPackage(name: "redis", architecture: "amd64", version: version)
    }

    static func result(
        _ outcome: PatchResult.Outcome,
        of patch: Patch.Identity = patch,
        previous: String? = nil
    ) -> PatchResult {
        PatchResult(
            patch: patch.uuid,
            outcome: outcome,
            failure: outcome.isGood ? nil : Failure(exitCode: 100, text: "kein Plätz\u{0}chen"),
            packages: [target("1.0")],
            previous: previous.map { [target($0)] }
        )
    }

    static func report(of execution: Execution, _ results: [PatchResult]) -> OrderReport {
        OrderReport(
            order: execution.order,
            startedAt: 1,
            finishedAt: 2,
            results: results,
            failure: nil,
            reboot: .notNeeded,
            wasResumed: true
        )
    }
}

extension Execution {
    /// The execution after something that changes it.
    func after(_ event: Event, at time: Timestamp = World.now) -> Execution {
        var execution = self
        let isChanged = execution.on(event, at: time)
        #expect(isChanged)
        return execution
    }

    /// The execution in another state, whatever led there.
    func inState(_ state: State) -> Execution {
        changed(self) { $0.state = state }
    }
}
