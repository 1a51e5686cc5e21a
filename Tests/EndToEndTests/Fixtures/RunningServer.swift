// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// A real server process on a loopback port.
///
/// It ends with this value. To start it again on the same folder and port, make another one.
struct RunningServer: Sendable {
    /// A server that ended before it listened.
    struct Ended: Error, CustomStringConvertible {
        /// How it ended, and its last words.
        let description: String
    }

    /// The folder that it works on.
    let home: Home
    /// Its address, `http://127.0.0.1:PORT`.
    let url: String
    /// The process, with its log on standard error.
    let process: ChildProcess

    private static let announcement = "Listening on "

    /// Starts a server and waits until it listens; port 0 takes a free one.
    static func start(
        _ home: Home,
        port: Int = 0,
        options: [String] = [],
        environment: [String: String?] = [:]
    ) async throws -> RunningServer {
        let process = try Program.start(
            "thimble",
            ["serve", "--data", home.data, "--listen", "127.0.0.1:\(port)"] + options,
            environment: environment
        )
        return RunningServer(home: home, url: try await address(of: process), process: process)
    }

    /// Starts a server on a new, empty folder.
    static func start() async throws -> RunningServer {
        try await start(try Home())
    }

    /// Waits until a server says where it listens.
    static func address(of process: ChildProcess) async throws -> String {
        var found: String?
        try await eventually("the server listens", within: .seconds(240)) {
            found = process.output.split(separator: "\n")
                .first { $0.hasPrefix(announcement) }
                .map { String($0.dropFirst(announcement.count)) }
            if found == nil, let status = process.exitStatus {
                throw Ended(description: "\(status)\n\(process.output)\(process.errors)")
            }
            return found != nil
        }
        guard let found else { throw Ended(description: "no address") }
        return found
    }

    /// Its port.
    var port: Int {
        url.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }

    /// Calls a path.
    func curl(
        _ path: String,
        _ arguments: [String] = [],
        body: String? = nil
    ) async throws -> HTTPReply {
        try await Curl.call(url + path, arguments, body: body)
    }

    /// Ends it at once, as a power cut would, and waits until it is gone.
    func kill() async throws {
        process.killGroup(SIGKILL)
        try await process.waitForExit()
    }

    /// The same folder and the same port again, in a new process.
    func again() async throws -> RunningServer {
        try await Self.start(home, port: port)
    }

    /// Makes a token for an agent, or for more of them.
    func enrolmentToken(uses: Int = 1) async throws -> String {
        let line = try await home.thimble("enroll-token create", "--uses", "\(uses)", "--json")
        return try JSONDocument(line)["token"].text ?? ""
    }
}
