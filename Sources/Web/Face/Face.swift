// SPDX-License-Identifier: Apache-2.0
package import Domain
package import HTTPTypes
package import Hummingbird

/// One dialect: its endpoints and what they have in common.
package struct Face: Sendable {
    /// Checks the credential of a request; throws when there is none or it is no good.
    package typealias Authenticator = @Sendable (RequestHead) async throws -> Authenticated
    /// Whether the granted scopes include a required one, by the dialect's rules.
    package typealias ScopeRule = @Sendable (_ granted: Set<String>, _ required: String) -> Bool
    /// Puts any error into the dialect's own envelope; it must not fail.
    package typealias ErrorRenderer = @Sendable (any Error, FailedRequest) -> Reply

    /// The name in logs and metrics, and of the OpenAPI document.
    package var name: String
    /// The title of the document.
    package var title: String
    /// The vendor's version that it speaks.
    package var version: String
    /// What it is, as Markdown.
    package var description: String
    /// The paths below which every request belongs to this face, the unknown ones too.
    package var basePaths: [String]
    /// How clients prove who they are: any one of these.
    package var security: [SecurityScheme]
    /// The errors that every endpoint may answer, for the document; one for each status.
    package var errorResponses: [ResponseDescription]
    /// How it reads parameters.
    package var rules: FaceRules
    /// The endpoints, in the vendor's order.
    package var endpoints: [Endpoint]
    /// Checks a credential.
    package var authenticate: Authenticator
    /// Compares scopes.
    package var scopeSatisfied: ScopeRule
    /// Renders errors.
    package var errorReply: ErrorRenderer

    /// Declares a face.
    package init(
        name: String,
        title: String,
        version: String,
        description: String,
        basePaths: [String],
        security: [SecurityScheme],
        errorResponses: [ResponseDescription] = [],
        rules: FaceRules = FaceRules(),
        endpoints: [Endpoint],
        authenticate: @escaping Authenticator,
        scopeSatisfied: @escaping ScopeRule = { $0.contains($1) },
        errorReply: @escaping ErrorRenderer
    ) {
        self.name = name
        self.title = title
        self.version = version
        self.description = description
        self.basePaths = basePaths
        self.security = security
        self.errorResponses = errorResponses
        self.rules = rules
        self.endpoints = endpoints
        self.authenticate = authenticate
        self.scopeSatisfied = scopeSatisfied
        self.errorReply = errorReply
    }

    /// Adds the face to a router, alone; several faces go through a ``FaceGroup``.
    package func register(on router: Router<ThimbleContext>, clock: any WallClock) {
        FaceGroup([self], clock: clock).register(on: router)
    }
}

/// How a face reads the parameters of its endpoints.
package struct FaceRules: Sendable {
    /// What happens to a parameter that the endpoint does not declare.
    package enum Unknown: Sendable {
        /// It is ignored.
        case tolerated
        /// The request is refused.
        case refused
    }

    /// Whether names of parameters are compared without the case of ASCII letters.
    package var namesIgnoreCase: Bool
    /// What happens to parameters that are not declared: of queries, of forms, and of JSON bodies
    /// where the endpoint declares some of their members.
    package var unknownParameters: Unknown
    /// Whether a parameter without text counts as missing.
    package var emptyIsAbsent: Bool
    /// The most bytes of a query.
    package var queryBytesMax: Int

    /// Makes rules.
    package init(
        namesIgnoreCase: Bool = false,
        unknownParameters: Unknown = .tolerated,
        emptyIsAbsent: Bool = true,
        queryBytesMax: Int = HTTPLimits.queryBytesMax
    ) {
        self.namesIgnoreCase = namesIgnoreCase
        self.unknownParameters = unknownParameters
        self.emptyIsAbsent = emptyIsAbsent
        self.queryBytesMax = queryBytesMax
    }
}

/// Who a credential stands for, and what it was granted.
package struct Authenticated: Sendable, Equatable {
    /// On whose behalf calls are made.
    package var principal: Principal
    /// The granted scopes, in the dialect's words.
    package var scopes: Set<String>

    /// Makes the outcome of a check.
    package init(principal: Principal, scopes: Set<String> = []) {
        self.principal = principal
        self.scopes = scopes
    }
}

/// What an error renderer knows about the request that failed.
package struct FailedRequest: Sendable {
    /// The method.
    package var method: HTTPRequest.Method
    /// The path without the query.
    package var path: String
    /// The id of the request.
    package var requestID: String
    /// The name of the endpoint; `nil` when none was found.
    package var endpointName: String?
    /// The tag of the endpoint; `nil` when none was found.
    package var tag: String?

    /// Makes the description of a failed request.
    package init(
        method: HTTPRequest.Method,
        path: String,
        requestID: String,
        endpointName: String? = nil,
        tag: String? = nil
    ) {
        self.method = method
        self.path = path
        self.requestID = requestID
        self.endpointName = endpointName
        self.tag = tag
    }
}
