// SPDX-License-Identifier: Apache-2.0
import Domain
package import Hummingbird

/// The routes for those who run the server: `/healthz`, `/readyz` and `/metrics`.
package struct OperationsRoutes: Sendable {
    private let metrics: Metrics
    private let reasonsNotReady: @Sendable () async -> [String]
    private let mayReadMetrics: @Sendable (RequestHead) async -> Bool

    /// Makes the routes.
    ///
    /// `reasonsNotReady` tells why the server cannot serve yet, in words that are safe to show;
    /// none means that it can. `mayReadMetrics` lets a request read the metrics.
    package init(
        metrics: Metrics,
        reasonsNotReady: @escaping @Sendable () async -> [String],
        mayReadMetrics: @escaping @Sendable (RequestHead) async -> Bool = { _ in true }
    ) {
        self.metrics = metrics
        self.reasonsNotReady = reasonsNotReady
        self.mayReadMetrics = mayReadMetrics
    }

    /// Adds the routes to a router.
    package func register(on router: Router<ThimbleContext>) {
        router.get("/healthz") { _, context in
            context.journal.enter(face: "operations", route: "healthz")
            return Reply.text("ok").response()
        }
        router.get("/readyz") { _, context in
            context.journal.enter(face: "operations", route: "readyz")
            return await readiness().response()
        }
        router.get("/metrics") { request, context in
            context.journal.enter(face: "operations", route: "metrics")
            let head = RequestHead(
                method: request.method,
                path: "/metrics",
                headers: request.headers,
                query: [],
                requestID: context.requestID,
                peer: context.peer
            )
            guard await mayReadMetrics(head) else {
                throw DomainError(.permissionMissing, subject: "metrics")
            }
            return Reply.text(metrics.text, contentType: PrometheusText.contentType).response()
        }
    }

    private func readiness() async -> Reply {
        let reasons = await reasonsNotReady()
        return .json(status: reasons.isEmpty ? .ok : .serviceUnavailable, capacity: 256) { json in
            json.object { json in
                json.field("status", reasons.isEmpty ? "ready" : "not ready")
                guard !reasons.isEmpty else { return }
                json.array("reasons") { json in
                    for reason in reasons { json.string(reason) }
                }
            }
        }
    }
}
