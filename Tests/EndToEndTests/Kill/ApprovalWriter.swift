// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// A client that approves patches one after the other over one connection, until the server is gone.
///
/// One curl makes all calls and writes each answer out at once, so the test sees how far it is.
struct ApprovalWriter: Sendable {
    private let patches: [Int64]
    private let process: ChildProcess

    /// Starts the client.
    init(_ patches: [Int64], by client: PatchClient) throws {
        self.patches = patches
        let calls = patches.map { patch in
            """
            url = "\(client.url)/api/1.4/patch/approvepatch"
            header = "Authorization: Zoho-oauthtoken \(client.token)"
            header = "Content-Type: application/json"
            data = "{\\"patchids\\":[\(patch)]}"
            write-out = "\\n"
            max-time = 30
            no-buffer

            """
        }
        process = try ChildProcess(
            "curl",
            ["--silent", "--fail-early", "--config", "-"],
            environment: ["http_proxy": nil, "all_proxy": nil],
            input: Array(calls.joined(separator: "next\n").utf8)
        )
    }

    /// The patches whose approval the server has acknowledged so far.
    ///
    /// A call without a whole answer says nothing: it may have been done or not.
    var acknowledged: [Int64] {
        let answers = process.output.split(separator: "\n")
        return zip(patches, answers).compactMap { patch, answer in
            guard let json = try? JSONDocument(answer), json["status"].text == "success" else {
                return nil
            }
            return patch
        }
    }

    /// Waits until it has given up.
    func end() async throws {
        try await process.waitForExit()
    }
}
