// SPDX-License-Identifier: Apache-2.0
import Web

/// The paging of every list: `page` from 1 and `pagelimit`, 25 by default.
///
/// Clients ask for 1,000 or 10,000 rows at once, and for page 0, so both are clamped, not refused.
enum Paging {
    /// The two parameters and their limits.
    static let rule = PageRule(
        page: "page",
        size: "pagelimit",
        first: 1,
        sizeDefault: 25,
        sizeMax: 1_000,
        outside: .clamped
    )
}
