// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@testable import QualysAPI

/// Changes of deployments that have more than the vendor has words for.
@Suite struct JobReplacementTests {
    /// Two rings, a window, a stored policy, a condition, and no word of devices.
    private var deployment: Deployment {
        var policy = DeploymentPolicy.standard
        policy.window = MaintenanceWindow(rules: [.init(startMinute: 0, endMinute: 60)])
        var plan = DeploymentPlan(
            targets: .everything,
            patches: .missing,
            schedule: Schedule(recurrence: .windows),
            policy: policy
        )
        plan.template = policy.id
        plan.rings = [Ring(name: "pilot", share: 0.1), Ring(name: "rest")]
        plan.brakes.failureShare = 0.05
        plan.daysAfterApproval = 3
        plan.link = DeploymentLink(
            predecessor: Deployment.Identity(derivedFrom: "first"),
            minimumSuccessShare: 1
        )
        return Deployment(
            id: Deployment.Identity(derivedFrom: "rings"),
            number: 8,
            tenant: Tenant.Identity(derivedFrom: "site 2"),
            path: TenantPath(root: 1),
            kind: .install,
            name: "Rings",
            summary: "",
            plan: plan,
            createdBy: "local:smith",
            createdAt: JobWorld.now,
            request: "{}"
        )
    }

    private func changed(_ changes: String) throws -> DeploymentDraft {
        let job = try JobDocument(of: deployment, context: JobWorld.context).merging(
            JobWorld.object(changes),
            context: JobWorld.context
        )
        return try job.draft(replacing: deployment, context: JobWorld.context)
    }

    @Test("a new name and state leave the plan alone, and need no assets by name")
    func renames() throws {
        let draft = try changed(#"{"name": "Wheels", "status": "Enabled"}"#)
        #expect(draft.name == "Wheels")
        #expect(draft.isEnabled)
        #expect(draft.plan == deployment.plan)
    }

    @Test("a change replaces its part of the plan and no other")
    func replacesParts() throws {
        var plan = deployment.plan
        plan.targets = DeploymentTargets(devices: [JobWorld.kiln])
        #expect(try changed(#"{"assetIds": ["\#(JobWorld.kiln)"]}"#).plan == plan)

        plan = deployment.plan
        plan.patches = .listed([JobWorld.granite])
        plan.needsApproval = false
        plan.daysAfterApproval = 0
        let patches = #"{"dynamicPatchesQQL": "", "approvedPatches": ["\#(JobWorld.granite)"]}"#
        #expect(try changed(patches).plan == plan)

        plan = deployment.plan
        plan.schedule = Schedule(
            recurrence: .daily(every: 1),
            start: LocalDateTime("2026-08-10T18:00"),
            zone: .utc
        )
        plan.link = nil
        let daily = #"{"scheduleType": "Daily", "startDateTime": "2026-8-10 06:00:00 PM"}"#
        #expect(try changed(daily).plan == plan)

        let timed = try changed(#"{"timeout": 2}"#).plan
        #expect(timed.template == nil)
        #expect(timed.policy.runTimeoutMinutes == 120)
        #expect(timed.rings == deployment.plan.rings)
    }

    @Test("a job of this dialect is replaced by what is asked now")
    func replacesOwn() throws {
        let job = try JobWorld.complete(#", "notification": {}"#)
        var former = deployment
        let draft = try job.draft(context: JobWorld.context)
        former.plan = draft.plan
        former.request = draft.request
        former.name = draft.name
        former.status = .enabled
        former.enabledAt = JobWorld.now
        let shown = JobDocument(of: former, context: JobWorld.context)
        #expect(shown == job)
        let later = try shown.merging(
            JobWorld.object(#"{"timeout": 3, "notification": null}"#),
            context: JobWorld.context
        )
        let replaced = try later.draft(replacing: former, context: JobWorld.context)
        #expect(try replaced.plan == later.draft(context: JobWorld.context).plan)
        #expect(replaced.plan.notifications == nil)
        let kept = Self.kept(replaced, in: former)
        #expect(JobDocument(of: kept, context: JobWorld.context) == later)
    }

    private static func kept(_ draft: DeploymentDraft, in former: Deployment) -> Deployment {
        var deployment = former
        deployment.plan = draft.plan
        deployment.request = draft.request
        return deployment
    }
}
