// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// The numbers about requests: how many, with which outcome, and how long they took.
struct RequestMetrics: Sendable {
    private let requests: Counter
    private let durations: Histogram

    init(_ metrics: Metrics) {
        requests = metrics.counter(
            "thimble_http_requests_total",
            help: "Requests answered.",
            labels: ["face", "route", "method", "status"]
        )
        durations = metrics.histogram(
            "thimble_http_request_seconds",
            help: "Time from a request's head to its reply, without sending it.",
            labels: ["face", "route"],
            bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
        )
    }

    func record(
        face: String,
        route: String,
        method: HTTPRequest.Method,
        status: Int,
        duration: Duration
    ) {
        requests.increment([face, route, Self.name(method), String(status)])
        let (seconds, attoseconds) = duration.components
        durations.record(Double(seconds) + Double(attoseconds) * 1e-18, [face, route])
    }

    /// The method; those that no endpoint has are one, since clients can invent any.
    private static func name(_ method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .head, .post, .put, .patch, .delete, .options: method.rawValue
        default: "other"
        }
    }
}
