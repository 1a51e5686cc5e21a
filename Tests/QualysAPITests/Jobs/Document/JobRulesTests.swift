// SPDX-License-Identifier: Apache-2.0
import Testing
import Web

@testable import QualysAPI

/// What the members of a job say together: limits, targets, patches, and what an enabled job needs.
@Suite struct JobRulesTests {
    @Test("a job needs a name", arguments: ["{}", #"{"name": null}"#, #"{"type": "Install"}"#])
    func needsName(_ body: String) {
        let said = JobWorld.refusal { _ = try JobWorld.job(body) }
        #expect(said == "body name: must be text of 1 to 256 characters")
    }

    @Test("everything but a name has a default, and such a job is disabled")
    func isSmall() throws {
        let job = try JobWorld.job(#"{"name": "stone"}"#)
        #expect(job.name == "stone")
        #expect(!job.isEnabled)
        #expect(job.type == "Install")
        #expect(job.scheduleType == "On-demand")
        #expect(job.platform == nil)
        #expect(job.coauthors.isEmpty && job.qids.isEmpty && job.remediationQids.isEmpty)
        #expect(!job.isRecurring && !job.isDefaultJob)
    }

    @Test(
        "a time-out is -1, or as long as its unit allows",
        arguments: [
            ("-1, \"timeoutUnit\": \"HOURS\"", true), ("1", true), ("168", true), ("0", false),
            ("169", false), ("-1, \"timeoutUnit\": \"MINUTES\"", true),
            ("169, \"timeoutUnit\": \"MINUTES\"", true),
            ("10080, \"timeoutUnit\": \"MINUTES\"", true),
            ("0, \"timeoutUnit\": \"MINUTES\"", false),
        ]
    )
    func limitsTimeout(_ value: String, _ isGood: Bool) {
        let said = JobWorld.refusal { _ = try JobWorld.complete(#", "timeout": \#(value)"#) }
        let rule = "body timeout: must be -1, or from 1 to 168 HOURS or 10080 MINUTES"
        #expect(said == (isGood ? nil : rule))
    }

    @Test(
        "lengths of time count with their units",
        arguments: [
            (#""preDeployment": {"deferment": {"interval": 7, "intervalUnit": "DAYS"}}"#, nil),
            (
                #""preDeployment": {"deferment": {"interval": 8, "intervalUnit": "DAYS"}}"#,
                "preDeployment.deferment.interval: must be at most 7 days"
            ),
            (
                #""postDeployment": {"rebootOption": {"deferment": {"interval": 169}}}"#,
                "postDeployment.rebootOption.deferment.interval: must be at most 7 days"
            ),
            (#""rebootCountdown": {"interval": 1, "intervalUnit": "DAYS"}"#, nil),
            (
                #""rebootCountdown": {"interval": 25, "intervalUnit": "HOURS"}"#,
                "postDeployment.rebootCountdown.interval: must be at most a day"
            ),
            (#""downloadRandomizeTime": 2, "downloadRandomizeTimeUnit": "HOURS""#, nil),
            (
                #""downloadRandomizeTime": 3, "downloadRandomizeTimeUnit": "HOURS""#,
                "downloadRandomizeTime: must be at most 120 minutes or 2 hours"
            ),
        ]
    )
    func limitsLengths(_ member: String, _ said: String?) {
        let refusal = JobWorld.refusal { _ = try JobWorld.complete(", \(member)") }
        #expect(refusal == said.map { "body \($0)" })
    }

    @Test(
        "an enabled job needs assets and patches, a disabled one neither",
        arguments: [
            ("", "assetIds: an enabled job needs assets or asset tags"),
            (
                #", "assetTagIds": ["\#(JobWorld.pits)"]"#,
                "approvedPatches: an enabled job needs patches, a query of patches or a linked job"
            ),
            (
                #", "type": "Rollback", "matchAllTagIds": ["\#(JobWorld.pits)"]"#,
                "approvedPatches: an enabled rollback needs some"
            ),
            (
                #", "assetIds": ["\#(JobWorld.kiln)"], "isDynamicPatchesQQL": true"#,
                "approvedPatches: an enabled job needs patches, a query of patches or a linked job"
            ),
        ]
    )
    func needsTargetsAndPatches(_ more: String, _ said: String) throws {
        let disabled = try JobWorld.job(#"{"name": "stone"\#(more)}"#)
        #expect(JobWorld.refusal { try disabled.requireComplete() } == "body \(said)")
        let enabling = JobWorld.refusal {
            _ = try disabled.merging(
                JobWorld.object(#"{"status": "Enabled"}"#),
                context: JobWorld.context
            )
        }
        #expect(enabling == "body \(said)")
        let creating = JobWorld.refusal {
            _ = try JobWorld.job(#"{"name": "stone", "status": "Enabled"\#(more)}"#)
        }
        #expect(creating == "body \(said)")
    }

    @Test("tags of which all must match exclude tags of which some may")
    func separatesTags() {
        let said = JobWorld.refusal {
            _ = try JobWorld.complete(
                #", "assetTagIds": ["\#(JobWorld.pits)"], "matchAllTagIds": ["\#(JobWorld.sheds)"]"#
            )
        }
        #expect(said == "body matchAllTagIds: must be empty where assetTagIds names tags")
    }

    @Test(
        "a condition on a linked job cannot be kept",
        arguments: [(#"[{"field": "postActions"}]"#, true), ("[]", false), ("null", false)]
    )
    func refusesChain(_ value: String, _ isRefused: Bool) {
        let said = JobWorld.refusal { _ = try JobWorld.complete(#", "chainedJobRule": \#(value)"#) }
        let rule =
            "body chainedJobRule: must be empty: a linked job gives its patches, not a condition"
        #expect(said == (isRefused ? rule : nil))
    }
}
