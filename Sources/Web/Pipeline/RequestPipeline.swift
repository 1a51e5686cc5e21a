// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
package import Hummingbird
package import Logging

/// The middleware that every server has, in its order: request id, access log and metrics, header
/// fields of every reply, and an answer for errors that no face took.
package struct RequestPipeline {
    private let logger: Logger
    private let metrics: Metrics
    private let makeRequestID: @Sendable () -> String

    /// Makes the pipeline with where to log, where to count, and a source of request ids.
    package init(
        logger: Logger,
        metrics: Metrics,
        makeRequestID: @escaping @Sendable () -> String
    ) {
        self.logger = logger
        self.metrics = metrics
        self.makeRequestID = makeRequestID
    }

    /// Adds the middleware to a router; faces and routes are added after it.
    package func install(on router: Router<ThimbleContext>) {
        router.add(middleware: RequestIDMiddleware(makeID: makeRequestID))
        router.add(middleware: AccessLogMiddleware(logger: logger, metrics: metrics))
        router.add(middleware: ReplyHeadersMiddleware())
        router.add(middleware: FailureMiddleware())
    }
}

/// Sets header fields that keep replies out of caches and browsers' guesses, where none are set.
package struct ReplyHeadersMiddleware: RouterMiddleware {
    /// The context that it needs.
    package typealias Context = ThimbleContext

    /// Makes the middleware.
    package init() {}

    /// Sets the fields on the way back.
    package func handle(
        _ request: Request,
        context: ThimbleContext,
        next: (Request, ThimbleContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if !response.headers.contains(.xContentTypeOptions) {
            response.headers.append(HTTPField(name: .xContentTypeOptions, value: "nosniff"))
        }
        if !response.headers.contains(.cacheControl) {
            response.headers.append(HTTPField(name: .cacheControl, value: "no-store"))
        }
        return response
    }
}

/// Turns errors that no face took into the house's own envelope; see ``Reply/failure(_:requestID:)``.
package struct FailureMiddleware: RouterMiddleware {
    /// The context that it needs.
    package typealias Context = ThimbleContext

    /// Makes the middleware.
    package init() {}

    /// Catches what the rest of the chain throws, but for cancellations.
    package func handle(
        _ request: Request,
        context: ThimbleContext,
        next: (Request, ThimbleContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as CancellationError {
            throw error
        } catch {
            context.journal.failed(error)
            return Reply.failure(error, requestID: context.requestID).response()
        }
    }
}
