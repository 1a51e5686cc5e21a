// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

/// Queries as the vendor's pages and its public clients write them.
@Suite struct VendorQueryTests {
    @Test(
        "every documented form of query is read",
        arguments: [
            "appFamily:Firefox",
            "status:Enabled",
            "name:\"Windows\"",
            "(patchStatus:[Missing,Installed] and isSuperseded:false)",
            "isSecurity: true and (patchStatus:[Missing, Installed] and isSuperseded: false)",
            "patchStatus:[Missing,Installed] and isSuperseded:false",
            "patch.downloadMethod:Automatic ",
            "asset.name: \"web\"",
            "vendorSeverity:`Critical`",
            "vendorSeverity:'Critical'",
            "vendorSeverity:[`CRITICAL`,`LOW`]",
            "missingCount>0",
            "missingCount > 10",
            "missingCount = 3",
            "lastModified:>\"2026-01-31\"",
            "missingCount:[123 .. 1234]",
            "missingCount:(123 .. 1234)",
            "publishedDate:[2018-01-01 ... 2018-01-10]",
            "publishedDate:[2017-06-01 ... now-3M]",
            "publishedDate:[now-2w ... now-1s]",
            "publishedDate:'2018-01-22'",
            "publishedDate:'2018-01'",
            "publishedDate:[\"2024-07-08T12:01:12.012+0000\" .. \"2024-07-09T00:00:00.000+0000\"]",
            "interfaces:(address:'10.0.0.1' AND port:2)",
            "NOT title: null",
            "title is null",
            "patch:(isSecurity:true or isSecurity:false)",
        ]
    )
    func reads(_ query: String) throws {
        let filter = try parse(query)
        let text = try #require(QueryPrinter(.sample).text(of: filter))
        #expect(try parse(text) == filter)
    }

    @Test("the filter of the documented request is the one that it says")
    func meaning() throws {
        let expected = Filter<Column>.all([
            .test(.isSecurity, .isOneOf([.flag(true)])),
            .all([
                .test(.patchStatus, .isOneOf([.text("missing"), .text("installed")])),
                .test(.isSuperseded, .isOneOf([.flag(false)])),
            ]),
        ])
        let query =
            "isSecurity: true and (patchStatus:[Missing, Installed] and isSuperseded: false)"
        #expect(try parse(query) == expected)
    }

    @Test(
        "names, keywords and choices are read in any case of letters",
        arguments: [
            "ISSECURITY: TRUE AND vendorseverity: CRITICAL",
            "isSecurity:true And Patch.VendorSeverity:critical",
        ]
    )
    func ignoresCase(_ query: String) throws {
        let expected = try parse("isSecurity: true and vendorSeverity: Critical")
        #expect(try parse(query) == expected)
    }

    @Test(
        "and binds tighter than or, not tighter than both",
        arguments: [
            ("kb: a or kb: b and kb: c", "kb: a or (kb: b and kb: c)"),
            ("kb: a and kb: b or kb: c", "(kb: a and kb: b) or kb: c"),
            ("not kb: a and kb: b", "(not kb: a) and kb: b"),
            ("not kb: a or kb: b", "(not kb: a) or kb: b"),
        ]
    )
    func precedence(_ query: String, _ explicit: String) throws {
        let expected = try parse(explicit)
        #expect(try parse(query) == expected)
        #expect(try parse(query) != parse("kb: a and (kb: b or kb: c)"))
    }
}
