// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
package import Hummingbird
package import Logging

/// Writes one log line for each request and counts it.
///
/// The line holds the path but never the query, a body or a header field: those carry tokens and
/// passwords. This is the one place where errors of requests are logged.
package struct AccessLogMiddleware: RouterMiddleware {
    /// The context that it needs.
    package typealias Context = ThimbleContext

    private let logger: Logger
    private let metrics: RequestMetrics

    /// Makes the middleware.
    package init(logger: Logger, metrics: Metrics) {
        self.logger = logger
        self.metrics = RequestMetrics(metrics)
    }

    /// Measures, counts and logs the rest of the chain.
    package func handle(
        _ request: Request,
        context: ThimbleContext,
        next: (Request, ThimbleContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        do {
            let response = try await next(request, context)
            finish(request, context, status: response.status.code, since: start)
            return response
        } catch {
            context.journal.failed(error)
            // 499 is what proxies log for a client that went away.
            let status = error is CancellationError ? 499 : 500
            finish(request, context, status: status, since: start)
            throw error
        }
    }

    private func finish(
        _ request: Request,
        _ context: ThimbleContext,
        status: Int,
        since start: ContinuousClock.Instant
    ) {
        let duration = ContinuousClock.now - start
        let entries = context.journal.entries
        metrics.record(
            face: entries.face,
            route: entries.route,
            method: request.method,
            status: status,
            duration: duration
        )
        let level = Self.level(entries.failure, status: status)
        guard level >= logger.logLevel else { return }
        var metadata: Logger.Metadata = [
            "request_id": .string(context.requestID),
            "method": .string(request.method.rawValue),
            "path": .string(Self.path(request)),
            "status": .stringConvertible(status),
            "duration_us": .stringConvertible(duration.microseconds),
            "face": .string(entries.face),
        ]
        if let principal = entries.principal { metadata["principal"] = .string(principal) }
        if let failure = entries.failure {
            let named = DomainError(naming: failure)
            metadata["error"] = .string(named.description)
            if level >= .warning, let cause = named.underlying {
                metadata["cause"] = .string(String(reflecting: cause))
            }
        }
        logger.log(level: level, "request", metadata: metadata)
    }

    private static func level(_ failure: (any Error)?, status: Int) -> Logger.Level {
        guard let failure else { return status >= 500 ? .error : .info }
        if failure is CancellationError { return .info }
        switch DomainError(naming: failure).code.kind {
        case .internalFault: return .error
        case .unavailable: return .warning
        case .notFound, .conflict, .invalid, .unauthenticated, .forbidden, .throttled: return .info
        }
    }

    /// The path alone, cut to a length that no one can fill a log with.
    private static func path(_ request: Request) -> String {
        String((request.head.path ?? "/").prefix { $0 != "?" && $0 != "#" }.prefix(512))
    }
}

extension Duration {
    /// Whole microseconds.
    fileprivate var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
