// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Testing
import Web

@Suite struct PageTests {
    @Test(
        "the rows of a page stay within the list",
        arguments: [
            (0, 10, 0, 0..<0, 0), (0, 10, 5, 0..<5, 1), (0, 10, 10, 0..<10, 1),
            (0, 10, 11, 0..<10, 2), (10, 10, 11, 10..<11, 2), (20, 10, 11, 11..<11, 2),
            (999_999_990_000, 10_000, 11, 11..<11, 1),
        ]
    )
    func keepsWithinList(offset: Int, size: Int, total: Int, rows: Range<Int>, pages: Int) {
        let page = Page(number: 1, size: size, offset: offset)
        #expect(page.rows(of: total) == rows)
        #expect(page.pageCount(of: total) == pages)
    }

    @Test("a rule may count from zero and refuse instead of clamping")
    func countsFromZero() async throws {
        let rule = PageRule(
            page: "pageNumber",
            size: "pageSize",
            first: 0,
            sizeDefault: 10,
            sizeMax: 200,
            outside: .refused
        )
        let endpoint = Endpoint(
            .get,
            "/api/2/pages",
            name: "pages",
            summary: "Pages",
            tag: "X",
            access: .open,
            parameters: rule.parameters
        ) { call in
            let page = rule.page(of: call)
            return .text("\(page.number) \(page.size) \(page.offset)")
        }
        let world = World([Orchard.face(more: [endpoint])])
        #expect(try await world.send(.get, "/api/2/pages").text == "0 10 0")
        #expect(
            try await world.send(.get, "/api/2/pages?pageNumber=3&pageSize=200").text == "3 200 600"
        )
        let beyond = try await world.send(.get, "/api/2/pages?pageSize=201")
        let fault = "request.invalid: parameter pageSize: must be a whole number from 1 to 200"
        #expect(try beyond.member("fault") == .string(fault))
    }
}
