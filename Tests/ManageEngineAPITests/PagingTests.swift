// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct PagingTests {
    @Test("pages have their size and number, and a page past the end is empty")
    func cutsPages() async throws {
        let visit = try await Visit()
        let table: [(query: String, limit: Int64, page: Int64, names: [String])] = [
            ("", 25, 1, ["birch", "alder", "cedar", "dogwood", "elm"]),
            ("?pagelimit=2", 2, 1, ["birch", "alder"]),
            ("?page=2&pagelimit=2", 2, 2, ["cedar", "dogwood"]),
            ("?page=3&pagelimit=2", 2, 3, ["elm"]),
            ("?page=4&pagelimit=2", 2, 4, []),
            ("?page=999999999999999999999&pagelimit=2", 2, 1_000_000_000, []),
            ("?page=0&pagelimit=10000", 1_000, 1, ["birch", "alder", "cedar", "dogwood", "elm"]),
            ("?page=-3&pagelimit=0", 1, 1, ["birch"]),
            ("?Page=2&PageLimit=2", 2, 2, ["cedar", "dogwood"]),
            ("?=&page=1&pagelimit=1000", 1_000, 1, ["birch", "alder", "cedar", "dogwood", "elm"]),
        ]
        for (query, limit, page, names) in table {
            let answer = try await visit.get("patch/allsystems\(query)")
            let response = try #require(try answer.member("message_response"), "\(query)")
            #expect(try answer.column("resource_name") == names, "\(query)")
            #expect(response.value("limit") == .integer(limit), "\(query)")
            #expect(response.value("page") == .integer(page), "\(query)")
            #expect(response.value("total") == .integer(5), "\(query)")
        }
    }

    @Test("a page that is no number is refused")
    func refusesWords() async throws {
        let answer = try await Visit().get("patch/allsystems?page=two")
        #expect(answer.status == 400)
        #expect(try answer.member("errorCode") == .string("IAM0025"))
    }
}
