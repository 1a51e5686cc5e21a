// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// What came back from an HTTP call.
struct HTTPReply: Sendable {
    /// The status code.
    let status: Int
    /// The header fields by lower-case name, each with its first value.
    let headers: [String: String]
    /// The body.
    let body: String

    /// The body as JSON.
    var json: JSONDocument { get throws { try JSONDocument(body) } }
}

/// HTTP as users speak it.
enum Curl {
    /// Calls an address; with a body it is a POST of JSON unless the arguments say otherwise.
    ///
    /// Every status is an answer; `ShellFailure` is thrown where none came.
    static func call(
        _ url: String,
        _ arguments: [String] = [],
        body: String? = nil
    ) async throws -> HTTPReply {
        // The body goes to standard output, all else to standard error, so nothing mixes.
        var words = [
            "--silent", "--show-error", "--max-time", "60", "--write-out",
            "%{stderr}%{http_code}\n%{header_json}",
        ]
        if body != nil {
            words += ["--header", "Content-Type: application/json", "--data-binary", "@-"]
        }
        let result = try await ShellCommand.run(
            "curl",
            words + arguments + [url],
            environment: ["http_proxy": nil, "https_proxy": nil, "all_proxy": nil],
            input: Array((body ?? "").utf8),
            timeout: .seconds(240)
        ).requireSuccess()
        let parts = result.errors.split(separator: "\n", maxSplits: 1)
        try #require(parts.count == 2, "\(result.errors)")
        let status = try #require(Int(parts[0]))
        var headers: [String: String] = [:]
        if case .object(let members) = try JSONDocument(parts[1]) {
            headers = members.compactMapValues { $0.items.first?.text }
        }
        return HTTPReply(status: status, headers: headers, body: result.output)
    }
}
