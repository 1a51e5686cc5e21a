// SPDX-License-Identifier: Apache-2.0

/// What ``XMLReader`` finds in a document, in its order.
enum XMLEvent: Equatable {
    /// An element begins; an empty element ends at once.
    case start(String, attributes: [String: String])
    /// Characters between tags, with their references replaced.
    case text(String)
    /// An element ends.
    case end(String)
}
