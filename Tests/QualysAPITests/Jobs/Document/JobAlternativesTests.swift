// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@testable import QualysAPI

/// Changes that say the same thing in another way.
@Suite struct JobAlternativesTests {
    private static let list = #""approvedPatches": ["\#(JobWorld.granite)"]"#
    private static let query = #""dynamicPatchesQQL": "isSecurity:true""#
    private static let narrowed =
        #""dynamicPatchesQQL": "cve:*", "additionalDynamicPatchesQQL": "severity:Low""#
    private static let link = #""linkedJobId": "\#(JobWorld.kiln)""#

    private func changed(_ body: String, _ changes: String) throws -> JobDocument {
        try JobWorld.job(#"{"name": "stone", \#(body)}"#).merging(
            JobWorld.object("{\(changes)}"),
            context: JobWorld.context
        )
    }

    @Test(
        "a job of patches becomes one of a query or of a job, and the other way round",
        arguments: [
            (list, query, JobDocument.PatchSource.query), (list, link, .job), (query, list, .list),
            (narrowed, list, .list), (query, link, .job), (link, list, .list),
            (link, query, .query),
            (
                #"\#(list), "isDynamicPatchesQQL": false, \#(query)"#,
                #""isDynamicPatchesQQL": true"#, .query
            ),
        ]
    )
    func changesSource(
        _ body: String,
        _ changes: String,
        _ source: JobDocument.PatchSource
    ) throws {
        let job = try changed(body, changes)
        #expect(job.patchSource == source)
        #expect(job.members.hasElements("approvedPatches") == (source == .list))
        #expect(job.members.usesQuery == (source == .query))
        #expect((job.members.text("linkedJobId") != nil) == (source == .job))
        if source != .query { #expect(job.members.additionalQuery == nil) }
    }

    @Test("a change that says it in two ways is refused")
    func refusesTwo() {
        let said = JobWorld.refusal { _ = try changed(Self.link, "\(Self.list), \(Self.query)") }
        #expect(said == "body linkedJobId: must be empty where approvedPatches is not")
    }

    @Test("tags of which any may match give way to those of which all must")
    func changesTags() throws {
        let (any, all) = (#""assetTagIds": ["\#(JobWorld.pits)"]"#, #""matchAllTagIds": []"#)
        let other = #""matchAllTagIds": ["\#(JobWorld.sheds)"]"#
        #expect(try changed(any, other).members.at("assetTagIds") == .null)
        #expect(try changed(any, all).members.texts("assetTagIds") == ["\(JobWorld.pits)"])
        #expect(try changed(other, any).members.at("matchAllTagIds") == .null)
    }

    @Test("the day of a month is told anew")
    func changesDay() throws {
        let monthly =
            #""scheduleType": "Monthly", "startDateTime": "2026-8-10 06:00:00 PM""#
        let ways: [(String, Recurrence)] = [
            (#""monthlyRecurringType": 1, "patchTuesdayPlusXDays": 2"#, .patchTuesday(plusDays: 2)),
            (#""recurringLastDayOfMonth": true"#, .monthlyOnLastDay(every: 1)),
            (
                #""recurringDayOfMonth": 2, "recurringWeekDayOfMonth": 1"#,
                .monthlyOnWeekday(.second, .monday, every: 1)
            ),
            (#""dayOfMonth": 9"#, .monthlyOnDay(9, every: 1, lastDayWhenShort: true)),
        ]
        for (former, _) in ways {
            for (changes, recurrence) in ways {
                let job = try changed("\(monthly), \(former)", changes)
                #expect(job.schedule.recurrence == recurrence, "\(former) to \(changes)")
            }
        }
    }

    @Test("what has left the fleet stays in a job that is changed otherwise, and cannot be added")
    func keepsGone() throws {
        let gone = "\(JobWorld.nobody)".lowercased()
        let job = try JobWorld.job(
            """
            {"name": "stone", "assetIds": ["\(gone)"], "exclusionTagIds": ["\(gone)"],
             "approvedPatches": ["\(gone)"]}
            """
        )
        var deployment = Deployment(
            id: Deployment.Identity(derivedFrom: "gone"),
            number: 3,
            tenant: Tenant.Identity(derivedFrom: "site 2"),
            path: TenantPath(root: 1),
            kind: .install,
            name: "stone",
            summary: "",
            plan: try JobWorld.complete().draft(context: JobWorld.context).plan,
            createdBy: "user:mason",
            createdAt: JobWorld.now,
            request: job.request
        )
        deployment.plan.targets.devices = [Device.Identity(JobWorld.nobody)]
        let context = JobWorld.context
        let later = try job.merging(JobWorld.object(#"{"timeout": 4}"#), context: context)
        let draft = try later.draft(replacing: deployment, context: context)
        #expect(draft.plan.targets == deployment.plan.targets)
        #expect(draft.plan.policy.runTimeoutMinutes == 240)
        let said = JobWorld.refusal {
            let added = try later.merging(
                JobWorld.object(#"{"exclusionAssetIds": ["\#(gone)"]}"#),
                context: context
            )
            _ = try added.draft(replacing: deployment, context: context)
        }
        #expect(said == "body exclusionAssetIds: there is no asset \(gone)")
    }
}
