// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@testable import QualysAPI

/// Which patches a job may name, and in how many ways.
@Suite struct JobPatchRulesTests {
    private static let list = #""approvedPatches": ["\#(JobWorld.granite)"]"#
    private static let query =
        #""isDynamicPatchesQQL": true, "dynamicPatchesQQL": "isSecurity:true""#
    private static let link = #""linkedJobId": "\#(JobWorld.kiln)""#

    private func refusal(
        _ members: String,
        _ family: JobDocument.Family = .patch
    ) -> String? {
        JobWorld.refusal { _ = try JobWorld.job(#"{"name": "stone", \#(members)}"#, family) }
    }

    @Test(
        "patches, a query and a linked job exclude each other",
        arguments: [
            (
                [list, query, #""type": "Rollback""#],
                "dynamicPatchesQQL: must be empty where approvedPatches is not"
            ),
            ([list, link], "linkedJobId: must be empty where approvedPatches is not"),
            ([query, link], "linkedJobId: must be empty where dynamicPatchesQQL is not"),
        ]
    )
    func separatesSources(_ members: [String], _ said: String) {
        #expect(refusal(members.joined(separator: ", ")) == "body \(said)")
        for member in members.prefix(2) { #expect(refusal(member) == nil) }
    }

    @Test("a query beside patches narrows them")
    func narrowsList() throws {
        let job = try JobWorld.job(#"{"name": "stone", \#(Self.list), \#(Self.query)}"#, .patch)
        #expect(job.patchSource == .query)
        let choice = try job.draft(context: JobWorld.context).plan.patches
        let wanted = "(isSecurity:true) and id:[`\(JobWorld.granite)`] and "
        guard case .matching(let query, _) = choice else {
            Issue.record("\(choice)")
            return
        }
        #expect(query.hasPrefix(wanted), "\(query)")
    }

    @Test("a query that is not in use stands beside patches")
    func keepsUnusedQuery() throws {
        let unused = #""isDynamicPatchesQQL": false, "dynamicPatchesQQL": "no such: (query""#
        #expect(refusal("\(Self.list), \(unused)") == nil)
    }

    @Test(
        "only patches by identity are rolled back",
        arguments: [
            (query, "dynamicPatchesQQL"), (link, "linkedJobId"),
        ]
    )
    func rollsBackLists(_ member: String, _ name: String) {
        #expect(
            refusal("\(member), \"type\": \"Rollback\"")
                == "body \(name): must be empty for a Rollback, which takes approvedPatches back"
        )
        #expect(refusal("\(Self.list), \"type\": \"Rollback\"") == nil)
    }

    @Test("a mitigation has no patches", arguments: [list, query, link])
    func mitigatesWithoutPatches(_ member: String) {
        let said = refusal(member, .mitigation)
        #expect(said?.hasSuffix("must be empty: a mitigation has no patches") == true)
    }

    @Test(
        "a query that cannot be read is refused with its member",
        arguments: ["dynamicPatchesQQL", "additionalDynamicPatchesQQL", "assetDetectionsQQL"]
    )
    func readsQueries(_ member: String) throws {
        let text = #""noSuchToken:1""#
        let others = member == "additionalDynamicPatchesQQL" ? "\(Self.query), " : ""
        let said = try #require(refusal("\(others)\"\(member)\": \(text)"))
        #expect(said.hasPrefix("body \(member): "))
        #expect(said.contains("noSuchToken"))
    }

    @Test("a query in use has a type", arguments: [("0", false), (#""1""#, true), ("2", true)])
    func needsType(_ type: String, _ isGood: Bool) {
        let said = refusal(#"\#(Self.query), "dynamicQQLType": \#(type)"#)
        let rule = "body dynamicQQLType: must be 1 or 2 where a query is used"
        #expect(said == (isGood ? nil : rule))
    }

    @Test("a second query narrows the first, and alone is refused")
    func narrows() {
        let more = #""additionalDynamicPatchesQQL": "severity:Critical""#
        #expect(refusal("\(Self.query), \(more)") == nil)
        let said =
            "body additionalDynamicPatchesQQL: must be empty where no dynamicPatchesQQL is used, "
            + "which it narrows"
        #expect(refusal("\(Self.list), \(more)") == said)
        #expect(refusal(more) == said)
        // Of type 0 it is none.
        #expect(refusal(#"\#(Self.list), \#(more), "additionalDynamicQQLType": 0"#) == nil)
    }

    @Test("a query that comes without a word about its use is used")
    func usesQueryByItself() throws {
        let job = try JobWorld.job(#"{"name": "s", "dynamicPatchesQQL": "cve:*"}"#)
        #expect(job.patchSource == .query)
        let none = try job.merging(
            JobWorld.object(#"{"dynamicPatchesQQL": ""}"#),
            context: JobWorld.context
        )
        #expect(none.patchSource == nil)
        #expect(!none.members.flag("isDynamicPatchesQQL"))
    }

    @Test("vulnerabilities choose the patches where nothing else does, and only to install")
    func choosesByVulnerability() throws {
        let qids = #""remediationQids": [20240003094]"#
        let alone = try JobWorld.job(#"{"name": "s", \#(qids)}"#)
        #expect(alone.patchSource == .vulnerabilities)
        #expect(try JobWorld.job(#"{"name": "s", \#(qids), \#(Self.list)}"#).patchSource == .list)
        let back = try JobWorld.job(#"{"name": "s", \#(qids), "type": "Rollback"}"#)
        #expect(back.patchSource == nil)
    }
}
