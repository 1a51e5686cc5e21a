// SPDX-License-Identifier: Apache-2.0

/// A way to prove who one is, for the OpenAPI document (OpenAPI 3.0.3, "Security Scheme Object").
package struct SecurityScheme: Sendable {
    /// The kinds of OpenAPI that the faces use.
    package enum Kind: Sendable {
        /// A token in a header field.
        case apiKey(header: String)
        /// A token in a cookie.
        case cookie(name: String)
        /// `Authorization: Bearer`.
        case bearer
        /// `Authorization: Basic`.
        case basic
    }

    /// The name within the document.
    package var name: String
    /// The kind.
    package var kind: Kind
    /// How a client gets and sends it.
    package var description: String

    /// A token in a header field.
    package static func apiKey(
        header: String,
        name: String = "token",
        description: String
    ) -> SecurityScheme {
        SecurityScheme(name: name, kind: .apiKey(header: header), description: description)
    }

    /// A token in a cookie.
    package static func cookie(
        _ cookie: String,
        name: String = "session",
        description: String
    ) -> SecurityScheme {
        SecurityScheme(name: name, kind: .cookie(name: cookie), description: description)
    }

    /// A token after the word Bearer.
    package static func bearer(
        name: String = "bearer",
        description: String
    ) -> SecurityScheme {
        SecurityScheme(name: name, kind: .bearer, description: description)
    }

    /// A user name and a password.
    package static func basic(
        name: String = "basic",
        description: String
    ) -> SecurityScheme {
        SecurityScheme(name: name, kind: .basic, description: description)
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            switch kind {
            case .apiKey(let header):
                json.field("type", "apiKey")
                json.field("in", "header")
                json.field("name", header)
            case .cookie(let cookie):
                json.field("type", "apiKey")
                json.field("in", "cookie")
                json.field("name", cookie)
            case .bearer:
                json.field("type", "http")
                json.field("scheme", "bearer")
            case .basic:
                json.field("type", "http")
                json.field("scheme", "basic")
            }
            json.field("description", description)
        }
    }
}
