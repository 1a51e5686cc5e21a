// SPDX-License-Identifier: Apache-2.0

/// The limits of what a client may send, beside the body limit that each endpoint declares.
///
/// The header limits are enforced by the HTTP decoder: whoever builds the server hands them to its
/// configuration, and the decoder answers 400 and closes. The others are enforced by the faces.
package enum HTTPLimits {
    /// Bytes of a path.
    package static let pathBytesMax = 4_096
    /// Bytes of a query.
    package static let queryBytesMax = 16_384
    /// Characters of one value of a query, or of a header field, that the API documents promise, the
    /// elements of a list together: ASCII finds room, and what is longer when encoded is answered
    /// with 413.
    package static let textInHeadMax = 4_096
    /// Name and value pairs of a query or of a form.
    package static let itemsMax = 1_000
    /// Bytes of one header field.
    ///
    /// The decoder counts the address as one: there must be room for a query that is too long, so
    /// that the face can say so.
    package static let headerFieldBytesMax = 163_840
    /// Bytes of all header fields together.
    package static let headerBytesMax = 196_608
    /// Number of header fields.
    package static let headerCountMax = 100
}
