// SPDX-License-Identifier: Apache-2.0

/// How a dialect numbers its pages: the names of its two parameters, their first values and limits.
package struct PageRule: Sendable {
    /// The name of the parameter for the page's number.
    package let page: String
    /// The name of the parameter for the page's size.
    package let size: String
    /// The number of the first page: 0 or 1.
    package let first: Int64
    /// Rows on a page when the client does not say.
    package let sizeDefault: Int64
    /// The most rows on a page.
    package let sizeMax: Int64
    /// What happens to a page or size outside its range.
    package let outside: Parameter.Outside
    /// Where the parameters may stand.
    package let places: Parameter.Places

    /// Makes a rule.
    package init(
        page: String,
        size: String,
        first: Int64,
        sizeDefault: Int64,
        sizeMax: Int64,
        outside: Parameter.Outside,
        in places: Parameter.Places = .query
    ) {
        self.page = page
        self.size = size
        self.first = first
        self.sizeDefault = sizeDefault
        self.sizeMax = sizeMax
        self.outside = outside
        self.places = places
    }

    /// The two parameters, for the table of an endpoint.
    package var parameters: [Parameter] {
        [
            // The upper end keeps the product of page and size within 64 bits.
            .integer(
                page,
                in: places,
                first...1_000_000_000,
                outside: outside,
                default: first,
                summary: "The number of the page; the first is \(first)."
            ),
            .integer(
                size,
                in: places,
                1...sizeMax,
                outside: outside,
                default: sizeDefault,
                summary: "Rows on a page."
            ),
        ]
    }

    /// The page that a call asks for; the endpoint declares ``parameters``.
    package func page(of call: EndpointCall) -> Page {
        let number = call.integer(page) ?? first
        let rows = call.integer(size) ?? sizeDefault
        return Page(number: number, size: Int(rows), offset: Int((number - first) * rows))
    }
}

/// One page of a list.
package struct Page: Sendable, Equatable {
    /// Its number as the client counts.
    package let number: Int64
    /// The most rows on it.
    package let size: Int
    /// How many rows come before it.
    package let offset: Int

    /// Makes a page.
    package init(number: Int64, size: Int, offset: Int) {
        self.number = number
        self.size = size
        self.offset = offset
    }

    /// The indexes of its rows in a list of so many; empty past the end.
    package func rows(of total: Int) -> Range<Int> {
        let start = min(offset, total)
        return start..<min(start + size, total)
    }

    /// How many pages of this size a list of so many rows has.
    package func pageCount(of total: Int) -> Int { (total + size - 1) / size }
}
