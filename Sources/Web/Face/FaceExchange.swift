// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird

/// One request to a face, from its route to its reply.
///
/// The order of checks: sizes, route, credential, scope, body, parameters. So nobody without a
/// credential makes the server read a body, and a wrong parameter is only told to those who may
/// call.
struct FaceExchange {
    let served: ServedFace
    let request: Request
    let target: RequestTarget
    let context: ThimbleContext
    let now: Timestamp

    /// Answers the request; every error but a cancellation becomes a reply of the dialect.
    func response() async throws -> Response {
        context.journal.enter(face: served.face.name, route: "unmatched")
        var found = Found()
        var response: Response
        do {
            response = try await reply(&found).response()
        } catch let error as CancellationError {
            throw error
        } catch {
            context.journal.failed(error)
            let failed = FailedRequest(
                method: request.method,
                path: target.path,
                requestID: context.requestID,
                endpointName: found.endpoint?.name,
                tag: found.endpoint?.tag
            )
            var reply = served.face.errorReply(error, failed)
            if let allowed = found.allowed { reply.headers[.allow] = allowed }
            response = reply.response()
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// What the way to an error passed.
    private struct Found {
        var endpoint: Endpoint?
        /// The methods that the path has, when it lacks the one asked for.
        var allowed: String?
    }

    private func reply(_ found: inout Found) async throws -> Reply {
        try checkSizes()
        let (index, path) = try route(&found)
        let endpoint = served.endpoints[index].endpoint
        found.endpoint = endpoint
        context.journal.enter(face: served.face.name, route: endpoint.path)
        var head = RequestHead(
            method: request.method,
            path: target.path,
            headers: request.headers,
            query: try FormText.items(target.query, of: "query"),
            requestID: context.requestID,
            peer: context.peer
        )
        head.authority = request.head.authority
        let authenticated = try await authenticate(head, for: endpoint)
        let body = try await BodyReading.body(of: request, rule: endpoint.body)
        let parameters = try served.endpoints[index].table.read(
            query: head.query,
            headers: head.headers,
            path: path,
            body: body
        )
        let call = EndpointCall(
            head: head,
            now: now,
            authenticated: authenticated,
            body: body,
            logger: context.logger,
            endpointName: endpoint.name,
            parameters: parameters
        )
        return try await endpoint.handler(call)
    }

    private func checkSizes() throws(DomainError) {
        let path = target.path.utf8.count
        guard path <= HTTPLimits.pathBytesMax else {
            throw DomainError(
                .requestTooLarge,
                subject: "path: \(path) bytes, at most \(HTTPLimits.pathBytesMax)"
            )
        }
        let query = target.query.utf8.count
        guard query <= served.face.rules.queryBytesMax else {
            throw DomainError(
                .requestTooLarge,
                subject: "query: \(query) bytes, at most \(served.face.rules.queryBytesMax)"
            )
        }
    }

    private func route(
        _ found: inout Found
    ) throws(DomainError) -> (endpoint: Int, path: [(index: Int, value: Substring)]) {
        switch try served.routes.match(target.path, method: request.method) {
        case .found(let route, let values):
            return (route.endpoint, values)
        case .otherMethods(let methods):
            let allowed = methods.map(\.rawValue).sorted().joined(separator: ", ")
            found.allowed = allowed
            throw DomainError(
                .methodNotAllowed,
                subject: "\(request.method.rawValue) \(target.path)",
                hint: "allowed: \(allowed)"
            )
        case .none:
            throw DomainError(.routeNotFound, subject: target.path)
        }
    }

    private func authenticate(
        _ head: RequestHead,
        for endpoint: Endpoint
    ) async throws -> Authenticated? {
        let required: String?
        switch endpoint.access {
        case .open: return nil
        case .authenticated: required = nil
        case .scope(let scope): required = scope
        }
        let authenticated = try await served.face.authenticate(head)
        context.journal.identified(authenticated.principal)
        if let required, !served.face.scopeSatisfied(authenticated.scopes, required) {
            throw DomainError(.scopeInsufficient, subject: required)
        }
        return authenticated
    }
}
