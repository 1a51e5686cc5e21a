// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
package import Hummingbird
import Logging

/// Gives every request an id, and tells it in the header field `X-Request-ID` of the reply.
///
/// A client's own id is kept where it is sane, so that its logs and ours meet; anything else could
/// forge log lines.
package struct RequestIDMiddleware: RouterMiddleware {
    /// The context that it needs.
    package typealias Context = ThimbleContext

    private let makeID: @Sendable () -> String

    /// Makes the middleware with a source of new ids.
    package init(makeID: @escaping @Sendable () -> String) { self.makeID = makeID }

    /// Sets the id, and tells it in the reply.
    package func handle(
        _ request: Request,
        context: ThimbleContext,
        next: (Request, ThimbleContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let sent = request.headers[.requestID]
        let id = sent.flatMap { Self.isSane($0) ? $0 : nil } ?? makeID()
        context.requestID = id
        // The framework puts an id of its own under this key, and reads it back.
        context.logger[metadataKey: "hb.request.id"] = .string(id)
        var response = try await next(request, context)
        response.headers[.requestID] = id
        return response
    }

    /// Whether an id has 1 to 64 of the characters A-Z a-z 0-9 `.` `_` `-`.
    package static func isSane(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
                default: false
                }
            }
    }
}

extension HTTPField.Name {
    /// The id of a request: `X-Request-ID`.
    package static var requestID: Self { .xRequestID }

    private static let xRequestID: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Request-ID") else {
            preconditionFailure("X-Request-ID is a token")
        }
        return name
    }()
}
