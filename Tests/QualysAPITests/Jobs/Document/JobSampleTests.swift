// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Services
import Testing
import Web

@testable import QualysAPI

/// Bodies of the shape of the vendor's samples: a default job is created, read and changed (release
/// notes 3.9, "Create", "Get" and "Update Default Deployment Job").
@Suite struct JobSampleTests {
    private var created: JobDocument {
        get throws { try JobWorld.job(JobSamples.create) }
    }

    @Test("a job that is read has the vendor's members in the vendor's order")
    func hasOrder() throws {
        let shown = try JobWorld.object(JobSamples.get)
        #expect(try created.members.members.map(\.key) == shown.members.map(\.key))
        #expect(Self.paths(of: .object(try created.members)) == Self.paths(of: .object(shown)))
    }

    @Test("the body that creates is read, with its spellings")
    func creates() throws {
        let job = try created
        #expect(job.name == "quarry_default")
        #expect(job.isDefaultJob && !job.isEnabled && !job.isRecurring)
        #expect(job.platform == .windows)
        #expect(job.members.number("dynamicQQLType") == 1)
        #expect(job.members.number("jobCategory") == 3)
        #expect(job.members.text("dynamicPatchesQQL") == "patch.downloadMethod:Automatic ")
        #expect(job.members.flag("postDeployment.suppressReboots"))
        let draft = try job.draft(context: JobWorld.context)
        #expect(draft.kind == .install)
        #expect(draft.plan.schedule.recurrence == .onActivationOrInactivity(days: 9))
        #expect(draft.plan.targets.groups == [JobWorld.pits])
        #expect(draft.plan.targets.platform == "Windows")
        #expect(draft.plan.policy.reboot.mode == .never)
        // Its prompts are switched off: they have numbers and no words.
        #expect(draft.plan.policy.startDeferral == nil)
        #expect(throws: Never.self) { try draft.plan.validate(for: draft.kind) }
        #expect(throws: Never.self) { try job.requireComplete() }
    }

    @Test("the body that updates is read, with what only the server knows and null for defaults")
    func updates() throws {
        let before = try created
        let after = try before.merging(
            JobWorld.object(JobSamples.update),
            context: JobWorld.context
        )
        var expected = before.members
        expected.set("description", to: .string("changed"))
        expected.set("jobSource", to: .integer(3))
        expected.set("postDeployment", to: after.members.at("postDeployment"))
        expected.set("continueOnPatchFailure", to: .boolean(true))
        for name in ["coAuthorUserIds", "matchAllTagIds", "exclusionTagIds", "remediationQids"] {
            expected.set(name, to: .null)
        }
        expected.set(
            "defaultJobConfiguration",
            to: .of([
                ("onAssetActivation", .boolean(false)), ("onAssetInactiveForXDays", .integer(30)),
            ])
        )
        #expect(after.members == expected)
        #expect(!after.members.flag("postDeployment.suppressReboots"))
        #expect(after.members.number("postDeployment.rebootCountdown.interval") == 20)
        let schedule = try after.draft(context: JobWorld.context).plan.schedule
        #expect(schedule.recurrence == .onInactivity(days: 30))
    }

    @Test("a job that was read can be sent back as it is, and stays")
    func readsBack() throws {
        let read = try JobWorld.object(JobSamples.get)
        let job = try JobDocument(creating: read, family: .patch, context: JobWorld.context)
        #expect(try job.merging(read, context: JobWorld.context) == job)
        for member in job.members.members where !JobDocument.isSetByServer(member.key) {
            #expect(member.value == read.value(member.key), "\(member.key)")
        }
    }

    @Test("a minimal body of a client that asks for patches by query is a job that starts")
    func createsMinimal() throws {
        let job = try JobWorld.job(
            """
            {"assetIds": ["\(JobWorld.crusher)"], "dynamicPatchesQQL": "vendorSeverity:`Critical`",
             "dynamicQQLType": 1, "isDynamicPatchesQQL": true, "name": "j", "platform": "Linux",
             "continueOnPatchFailure": true, "scheduleType": "On-demand", "status": "Enabled",
             "timeout": -1, "type": "Install", "duringDeployment": {}, "notification": {},
             "rebootCountdown": {}, "rebootOption": {}, "suppressReboots": false}
            """
        )
        #expect(job.isEnabled)
        let draft = try job.draft(context: JobWorld.context)
        #expect(draft.isEnabled && draft.plan.schedule == .onDemand)
    }

    @Test("a body with a name, types, a 24 hour start and tagIds is a job that waits")
    func createsWithTagIDs() throws {
        let job = try JobWorld.job(
            """
            {"name": "j", "scheduleType": "Once", "type": "Install", "platform": "Windows",
             "startDateTime": "2026-08-20 22:15:00", "tagIds": ["\(JobWorld.sheds)"]}
            """
        )
        #expect(!job.isEnabled)
        #expect(job.members.text("startDateTime") == "2026-8-20 10:15:00 PM")
        #expect(try job.draft(context: JobWorld.context).plan.targets.groups == [JobWorld.sheds])
    }

    private static func paths(of value: JSONValue, in path: String = "") -> [String] {
        guard let members = value.members?.members else { return [path] }
        // What only the server knows is null until somebody fills it in.
        return members.flatMap { member in
            JobDocument.isSetByServer(member.key)
                ? [member.key] : paths(of: member.value, in: "\(path)/\(member.key)")
        }
    }
}
