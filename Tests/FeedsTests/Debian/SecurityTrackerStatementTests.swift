// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats
import Testing

@testable import Feeds

@Suite struct SecurityTrackerStatementTests {
    private func read(_ text: String) throws -> SecurityTrackerStatement {
        try JSONCursor.read(bytes: Array(text.utf8), name: "x") { cursor in
            try SecurityTrackerStatement(&cursor)
        }
    }

    private func content(_ statement: String) throws -> FeedContent {
        try SecurityTrackerFixture.content(SecurityTrackerFixture.document(statement))
    }

    @Test(
        "status, version, urgency and reason make the verdict",
        arguments: [
            (#""status":"open""#, .unresolved(.affected)),
            (#""status":"open","nodsa":"Minor","nodsa_reason":"""#, .unresolved(.affected)),
            (#""status":"open","nodsa_reason":"postponed""#, .unresolved(.affected)),
            (#""status":"open","nodsa_reason":"ignored""#, .unresolved(.willNotFix)),
            (#""status":"open","urgency":"end-of-life""#, .unresolved(.willNotFix)),
            (#""status":"open","urgency":"unimportant","nodsa_reason":"ignored""#, .unimportant),
            (#""status":"undetermined","urgency":"unimportant""#, .unresolved(.underInvestigation)),
            (#""status":"resolved","fixed_version":"0","urgency":"unimportant""#, .notAffected),
            (#""status":"resolved","fixed_version":"1:2-3""#, .fixed("1:2-3")),
            (#""status":"resolved","fixed_version":" 2-3 ""#, .fixed("2-3")),
            (#""status":"resolved""#, .untold),
            (#""status":"resolved","fixed_version":null"#, .untold),
            (#""status":"resolved","fixed_version":"undetermined""#, .untold),
            (
                #""status":"resolved","fixed_version":"2-3","repositories":{"a":"2-2","b":"2-3"}"#,
                .fixed("2-3")
            ),
            (
                #""status":"resolved","fixed_version":"2-3","repositories":{"a":"2-4"}"#,
                .fixed("2-3")
            ),
            (
                #""status":"resolved","fixed_version":"2-3","repositories":{"a":"2-2","b":"1"}"#,
                .unreached
            ),
        ] as [(String, SecurityTrackerStatement.Verdict)]
    )
    func judges(members: String, verdict: SecurityTrackerStatement.Verdict) throws {
        #expect(try read("{\(members)}").verdict == verdict)
    }

    @Test(
        "urgencies make severities",
        arguments: [
            ("high", .important), ("high**", .important), ("medium", .moderate),
            ("medium*", .moderate), ("low**", .low), ("unimportant", .low), ("end-of-life", nil),
            ("not yet assigned", nil), ("", nil), ("dire", nil),
        ] as [(String, Patch.Severity?)]
    )
    func rates(word: String, severity: Patch.Severity?) {
        #expect(SecurityTrackerUrgency(word).severity == severity)
    }

    @Test("an open issue that is unimportant is no finding, and is counted")
    func leavesUnimportant() throws {
        let found = try content(#"{"status":"open","urgency":"unimportant"}"#)
        #expect(found.records.isEmpty)
        #expect(
            found.remarks == [
                "Open issues that the tracker calls unimportant, taken as not affected: 1.",
                "Statements that a package is not affected, left aside: 1.",
            ]
        )
    }

    @Test("what cannot be used is counted")
    func counts() throws {
        let newer = #"{"status":"resolved","fixed_version":"2","repositories":{"a":"1"}}"#
        #expect(
            try content(newer).remarks == [
                "Issues fixed in a version that their release does not have, left aside: 1."
            ]
        )
        #expect(
            try content(#"{"status":"resolved"}"#).remarks == [
                "Issues fixed in a version that is not told, left aside: 1."
            ]
        )
        let dire = try content(#"{"status":"open","urgency":"dire"}"#)
        #expect(dire.records.map(\.severity) == [nil])
        #expect(dire.remarks == ["Urgencies that are not known, taken as not rated: 1 (1 dire)."])
    }
}
