// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// Pages by number: `pageNumber` from 0 and `pageSize`, within the first 10,000 records.
enum Paging {
    /// The last record that can be reached by page number ("Get Started": a maximum of 10,000).
    static let recordsMax = 10_000

    /// The two parameters.
    static let rule = PageRule(
        page: "pageNumber",
        size: "pageSize",
        first: 0,
        sizeDefault: 10,
        sizeMax: Int64(recordsMax),
        outside: .refused
    )

    /// The page that a call asks for.
    ///
    /// - Throws: ``DomainError/Code/listTooLong`` for one that reaches past the last record.
    static func page(of call: EndpointCall) throws(DomainError) -> Page {
        let page = rule.page(of: call)
        guard page.offset + page.size <= recordsMax else {
            throw DomainError(
                .listTooLong,
                subject: "page \(page.number) of \(page.size) records"
            )
        }
        return page
    }
}
