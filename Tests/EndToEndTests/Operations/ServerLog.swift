// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// What a server has logged.
struct ServerLog {
    /// The lines, each a JSON object.
    let lines: [JSONDocument]

    /// Reads the log so far; a line that is not JSON is an error.
    init(of server: RunningServer) throws {
        lines = try server.process.errors.split(separator: "\n").map { line in
            let document = try? JSONDocument(line)
            return try #require(document, "not JSON: \(line)")
        }
    }

    /// The lines of requests with an id.
    func requests(_ id: String) -> [JSONDocument] {
        lines.filter { $0["message"].text == "request" && $0["request_id"].text == id }
    }
}
