// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@testable import QualysAPI

/// What holds of every job.
@Suite struct JobRoundTripTests {
    private static func deployment(
        _ draft: DeploymentDraft,
        request: String? = nil
    ) -> Deployment {
        var deployment = Deployment(
            id: Deployment.Identity(derivedFrom: "any"),
            number: 9,
            tenant: Tenant.Identity(derivedFrom: "site 2"),
            path: TenantPath(root: 1),
            kind: draft.kind,
            name: draft.name,
            summary: draft.summary,
            plan: draft.plan,
            createdBy: "user:mason",
            createdAt: JobWorld.now,
            request: request ?? draft.request
        )
        if draft.isEnabled {
            deployment.status = .enabled
            deployment.enabledAt = JobWorld.now
        }
        return deployment
    }

    @Test("a job is shown as it was sent, its plan can be, and its words mean the same plan again")
    func keepsJobs() throws {
        let context = JobWorld.context
        for seed in 1...100 as ClosedRange<UInt64> {
            var draw = JobDraw(seed: seed)
            let body = draw.body()
            let note = Comment(rawValue: "seed \(seed): \(body)")
            var job = try JobWorld.job(body)
            if (try? job.requireComplete()) != nil, seed.isMultiple(of: 2) {
                job = try job.merging(
                    JobWorld.object(#"{"status": "Enabled"}"#),
                    context: context
                )
            }
            let draft = try job.draft(context: context)
            #expect(throws: Never.self, note) { try draft.plan.validate(for: draft.kind) }

            let kept = Self.deployment(draft)
            #expect(JobDocument(of: kept, context: JobWorld.context) == job, note)
            #expect(
                try JobDocument(creating: job.members, family: .patch, context: context) == job,
                note
            )
            #expect(try job.merging(JSONObject(), context: context) == job, note)

            let derived = JobDocument(
                of: Self.deployment(draft, request: "{}"),
                context: context
            )
            let again = try JobDocument(
                creating: derived.members,
                family: .patch,
                context: context
            ).draft(context: context)
            #expect(again.plan.targets == draft.plan.targets, note)
            #expect(again.plan.schedule == draft.plan.schedule, note)
            #expect(again.plan.policy == draft.plan.policy, note)
            let same = try derived.merging(JSONObject(), context: context)
                .draft(replacing: Self.deployment(draft, request: "{}"), context: context)
            #expect(same.plan == draft.plan, note)
        }
    }

    @Test("what is kept says whose it is and holds nothing that only the server knows")
    func keepsRequest() throws {
        let job = try JobWorld.complete()
        let kept = try #require(try JobWorld.object(job.request).value("qualys")?.members)
        #expect(kept.members.allSatisfy { !JobDocument.isSetByServer($0.key) })
        #expect(kept.text("name") == "stone")
        let shown = job.members.members.filter { !JobDocument.isSetByServer($0.key) }
        #expect(kept.members == shown)
    }

    @Test(
        "what was kept by another dialect, or is damaged, is read off the plan",
        arguments: [
            "{}", #"{"manageengine": {"qualys": 1}}"#, #"{"qualys": 7}"#, #"{"qualys""#, "",
        ]
    )
    func readsOffPlan(_ request: String) throws {
        let draft = try JobWorld.complete().draft(context: JobWorld.context)
        let job = JobDocument(
            of: Self.deployment(draft, request: request),
            context: JobWorld.context
        )
        #expect(job.isDerived)
        #expect(job.members.texts("approvedPatches") == ["\(JobWorld.granite)"])
    }
}
