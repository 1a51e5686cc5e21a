// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@testable import QualysAPI

/// Which patches a job means: a member, and what it changes in the plan.
@Suite struct JobPatchesTests {
    private func draft(
        _ members: String,
        _ family: JobDocument.Family = .patch
    ) throws -> (kind: Deployment.Kind, plan: DeploymentPlan) {
        let job = try JobWorld.job(#"{"name": "stone", \#(members)}"#, family)
        let draft = try job.draft(context: JobWorld.context)
        return (draft.kind, draft.plan)
    }

    @Test("a list is a list, to install or to take back")
    func lists() throws {
        let list = #""approvedPatches": ["\#(JobWorld.marble)", "\#(JobWorld.granite)"]"#
        let install = try draft(list)
        #expect(install.kind == .install)
        #expect(install.plan.patches == .listed([JobWorld.marble, JobWorld.granite]))
        let rollback = try draft(#"\#(list), "type": "rollback""#)
        #expect(rollback.kind == .rollback)
        #expect(rollback.plan.patches == .listed([JobWorld.marble, JobWorld.granite]))
    }

    @Test(
        "a query brings what is missing and not superseded, at most 2000",
        arguments: [
            (
                #""dynamicPatchesQQL": "severity:Critical or cve:*""#,
                "(severity:Critical or cve:*) and not isSuperseded:true and patchStatus:Missing"
            ),
            (
                #""dynamicPatchesQQL": "qid:20240003094", "dynamicQQLType": 2"#,
                "(qid:20240003094) and not isSuperseded:true and patchStatus:Missing"
            ),
            (
                #""dynamicPatchesQQL": "patch.downloadMethod:Automatic ", "dynamicQQLType": "1""#,
                """
                (patch.downloadMethod:Automatic ) and not isSuperseded:true and patchStatus:Missing
                """
            ),
            (
                """
                "dynamicPatchesQQL": "isSecurity:true",
                "additionalDynamicPatchesQQL": "severity:Low", "additionalDynamicQQLType": 1
                """,
                """
                (isSecurity:true) and (severity:Low) and not isSuperseded:true \
                and patchStatus:Missing
                """
            ),
            (
                #""remediationQids": [20240003094, 20230004863]"#,
                "qid:[20240003094,20230004863] and not isSuperseded:true and patchStatus:Missing"
            ),
        ]
    )
    func queries(_ members: String, _ query: String) throws {
        let plan = try draft(members).plan
        #expect(plan.patches == .matching(query: query, limit: 2_000))
        #expect(throws: Never.self) { try plan.validate(for: .install) }
    }

    @Test("a query that is at its limit cannot be narrowed, which is said with its member")
    func refusesFullQuery() {
        let deep = String(repeating: "(", count: 32) + "cve:*" + String(repeating: ")", count: 32)
        let said = JobWorld.refusal { _ = try draft(#""dynamicPatchesQQL": "\#(deep)""#) }
        #expect(said?.hasPrefix("body dynamicPatchesQQL: ") == true)
    }

    @Test("a linked job gives its patches")
    func links() throws {
        let job = Deployment.Identity(derivedFrom: "another")
        let plan = try draft(#""linkedJobId": "\#(job)""#).plan
        #expect(plan.patches == .linked(job))
        #expect(plan.link == nil)
    }

    @Test("a job without patches brings none, and a mitigation has none", arguments: [true, false])
    func isEmpty(_ isMitigation: Bool) throws {
        let (kind, plan) = try draft(#""platform": "Linux""#, isMitigation ? .mitigation : .patch)
        #expect(kind == (isMitigation ? .mitigate : .install))
        #expect(plan.patches == (isMitigation ? .none : .listed([])))
        if !isMitigation { #expect(throws: Never.self) { try plan.validate(for: .install) } }
    }

    @Test("to make a job is to approve what it brings")
    func needsNoApproval() throws {
        let plan = try draft(#""approvedPatches": ["\#(JobWorld.granite)"]"#).plan
        #expect(!plan.needsApproval)
    }

    @Test("a mitigation is about vulnerabilities, and needs some to be enabled")
    func mitigates() throws {
        let job = try JobWorld.job(
            #"{"name": "m", "type": "Mitigate", "qids": ["20240003094"], "platform": "Linux"}"#,
            .mitigation
        )
        #expect(job.qids == [20_240_003_094])
        #expect(job.type == "Mitigate")
        let said = JobWorld.refusal {
            _ = try JobWorld.job(
                #"{"name": "m", "status": "Enabled", "assetIds": ["\#(JobWorld.kiln)"]}"#,
                .mitigation
            )
        }
        #expect(said == "body qids: an enabled mitigation needs some")
    }

    @Test("a draft has the job's name, text, state and what was asked")
    func hasHead() throws {
        let job = try JobWorld.complete(#", "description": "For the quarry""#)
        let draft = try job.draft(context: JobWorld.context)
        #expect(draft.name == "stone")
        #expect(draft.summary == "For the quarry")
        #expect(draft.isEnabled)
        #expect(draft.request == job.request)
        #expect(draft.plan.template == nil)
        #expect(draft.plan.notifications == nil)
        let told = try JobWorld.complete(#", "notification": {}"#)
        #expect(try told.draft(context: JobWorld.context).plan.notifications?.first == "{")
    }
}
