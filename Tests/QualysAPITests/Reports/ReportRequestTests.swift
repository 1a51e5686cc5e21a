// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Testing

@testable import QualysAPI

@Suite struct ReportRequestTests {
    @Test("a request comes back from its text as it was", arguments: ReportSection.allCases)
    func roundTrips(section: ReportSection) throws {
        var request = ReportRequest(section)
        #expect(try ReportRequest(json: request.json) == request)
        request.platform = .mac
        request.query = "title: \"größer\" and\n kb:\u{1}"
        request.havingQuery = "name: 'ü'"
        request.columns = section.headings.map(\.name)
        request.job = ID(derivedFrom: "job")
        request.instance = .max
        #expect(try ReportRequest(json: request.json) == request)
    }

    @Test("a text of another release is refused", arguments: ["", "[]", "{}", #"{"section":"X"}"#])
    func refuses(text: String) {
        #expect(throws: (any Error).self) { try ReportRequest(json: text) }
    }

    @Test(
        "the sections have names and headings that are told apart",
        arguments: ReportSection.allCases
    )
    func headings(section: ReportSection) {
        let headings = section.headings
        #expect(Set(headings.map { $0.name.lowercased() }).count == headings.count)
        #expect(Set(headings.map(\.title)).count == headings.count)
        #expect(headings.allSatisfy { !$0.name.isEmpty && !$0.title.isEmpty })
    }
}
