// SPDX-License-Identifier: Apache-2.0
package import NIOCore

/// What body an endpoint takes, and how large it may be.
package struct BodyRule: Sendable, Equatable {
    /// The ways in which a body may be written.
    package enum Encoding: Sendable, Equatable {
        /// JSON (RFC 8259).
        case json
        /// Names and values, `application/x-www-form-urlencoded`.
        case form
        /// Bytes that the endpoint reads itself.
        case raw
    }

    /// The ways the endpoint takes; none means that a body is not read.
    package var encodings: [Encoding]
    /// The most bytes it may have.
    package var maxBytes: Int
    /// Whether an empty body is refused.
    package var isRequired: Bool

    /// No body; one that is sent is ignored.
    package static let none = BodyRule(encodings: [], maxBytes: 0, isRequired: false)

    /// A JSON body.
    package static func json(maxBytes: Int, required: Bool = false) -> BodyRule {
        BodyRule(encodings: [.json], maxBytes: maxBytes, isRequired: required)
    }

    /// A form.
    package static func form(maxBytes: Int, required: Bool = false) -> BodyRule {
        BodyRule(encodings: [.form], maxBytes: maxBytes, isRequired: required)
    }

    /// A form or JSON, whichever the client sends.
    package static func formOrJSON(maxBytes: Int, required: Bool = false) -> BodyRule {
        BodyRule(encodings: [.form, .json], maxBytes: maxBytes, isRequired: required)
    }

    /// Bytes that the endpoint reads itself.
    package static func raw(maxBytes: Int, required: Bool = false) -> BodyRule {
        BodyRule(encodings: [.raw], maxBytes: maxBytes, isRequired: required)
    }
}

/// A body as it was read.
package enum CallBody: Sendable {
    /// There was none.
    case none
    /// A JSON value.
    case json(JSONValue)
    /// The items of a form.
    case form([QueryItem])
    /// Bytes.
    case raw(ByteBuffer)
}
