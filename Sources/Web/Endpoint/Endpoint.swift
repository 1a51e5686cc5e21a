// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes

/// One endpoint of a face, declared once: route, checks, documentation and handler.
package struct Endpoint: Sendable {
    /// Who may call.
    package enum Access: Sendable, Equatable {
        /// Anyone; no credential is looked at.
        case open
        /// Everyone with a valid credential.
        case authenticated
        /// Everyone whose credential was granted a scope, in the dialect's own words.
        case scope(String)
    }

    /// What answers a call that passed every check.
    package typealias Handler = @Sendable (EndpointCall) async throws -> Reply

    /// The method; a GET also answers HEAD.
    package var method: HTTPRequest.Method
    /// The path; a segment `{name}` is a parameter.
    package var path: String
    /// Other paths with the same parameters that mean the same.
    package var aliases: [String]
    /// The name in the OpenAPI document (`operationId`) and for the error renderer; unique in a face.
    package var name: String
    /// What it does, in one line.
    package var summary: String
    /// More about it, as Markdown.
    package var description: String?
    /// The heading under which the document lists it.
    package var tag: String
    /// Who may call.
    package var access: Access
    /// The parameters, each with its type and limits.
    package var parameters: [Parameter]
    /// The body it takes.
    package var body: BodyRule
    /// What it answers when all goes well.
    package var responses: [ResponseDescription]
    /// What answers.
    package var handler: Handler

    /// Declares an endpoint.
    ///
    /// A path parameter that is not declared is a string of at most 256 bytes. Without a name, one
    /// is made from the method and the path.
    package init(
        _ method: HTTPRequest.Method,
        _ path: String,
        aliases: [String] = [],
        name: String? = nil,
        summary: String,
        description: String? = nil,
        tag: String,
        access: Access,
        parameters: [Parameter] = [],
        body: BodyRule = .none,
        responses: [ResponseDescription] = [],
        handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.aliases = aliases
        self.name = name ?? Self.name(method, path)
        self.summary = summary
        self.description = description
        self.tag = tag
        self.access = access
        self.parameters = parameters
        self.body = body
        self.responses = responses
        self.handler = handler
    }

    private static func name(_ method: HTTPRequest.Method, _ path: String) -> String {
        let words = path.split { !$0.isLetter && !$0.isNumber && $0 != "." }
        return ([method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
    }
}
