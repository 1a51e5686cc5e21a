// SPDX-License-Identifier: Apache-2.0

/// The shape of a JSON value, for the OpenAPI document; nothing is checked against it.
package indirect enum Schema: Sendable {
    /// Anything.
    case any
    /// Text.
    case string
    /// A whole number of at most 64 bits.
    case integer
    /// A number.
    case number
    /// `true` or `false`.
    case boolean
    /// One of these texts.
    case values([String])
    /// An array whose elements are alike.
    case array(of: Schema)
    /// An object whose values are alike, under any key.
    case map(of: Schema)
    /// An object with these members; each is always there unless it is `optional`.
    case object(KeyValuePairs<String, Schema>)
    /// A member that may be missing.
    case optional(Schema)
    /// A value or `null`.
    case nullable(Schema)
}

/// What an endpoint answers under one status, for the OpenAPI document.
package struct ResponseDescription: Sendable {
    /// The HTTP status.
    package var status: Int
    /// When this is answered.
    package var summary: String
    /// The media type of the body; `nil` when there is none.
    package var contentType: String?
    /// The shape of the body.
    package var schema: Schema

    /// An answer in JSON; dialects that send it under another media type name that one.
    package static func json(
        _ status: Int,
        _ summary: String,
        _ schema: Schema = .any,
        contentType: String = "application/json"
    ) -> ResponseDescription {
        Self(status: status, summary: summary, contentType: contentType, schema: schema)
    }

    /// An answer in text.
    package static func text(
        _ status: Int,
        _ summary: String,
        contentType: String = "text/plain"
    ) -> ResponseDescription {
        Self(status: status, summary: summary, contentType: contentType, schema: .string)
    }

    /// An answer without a body.
    package static func empty(_ status: Int, _ summary: String) -> ResponseDescription {
        Self(status: status, summary: summary, contentType: nil, schema: .any)
    }
}
