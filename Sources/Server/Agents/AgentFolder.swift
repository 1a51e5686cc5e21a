// SPDX-License-Identifier: Apache-2.0
import AgentAPI
package import AgentProtocol
import Dispatch
import Domain
package import Foundation
import Glibc
package import Logging
import NIOCore
package import Web

/// The folder with the builds of the agent: `thimble-agent`, and `thimble-agent-MACHINE` for others.
///
/// A build is hashed when it is first seen and when its size, time or inode changes; all of that
/// happens on a thread of its own, since a build is large. Safe for concurrent use.
package final class AgentFolder: AgentBuilds {
    /// How much of a build is sent at once, in bytes.
    private static let pieceBytes = 256 * 1_024

    private let folder: URL
    private let pin: String?
    private let logger: Logger?
    private let queue = DispatchQueue(label: "thimble.agents", qos: .utility)
    /// Touched on ``queue`` alone.
    nonisolated(unsafe) private var known: [String: Reading] = [:]

    /// What came of reading a file in one of its states.
    private struct Reading {
        var mark: AgentFile.Mark
        var file: AgentFile?
    }

    /// Names a folder; nothing is read yet.
    ///
    /// `pin` is the SHA-256 of the server's certificate in hexadecimal, where it is self-signed.
    package init(_ folder: URL, pin: String?, logger: Logger? = nil) {
        self.folder = folder
        self.pin = pin
        self.logger = logger
    }

    /// The folder of the program that runs this, where its agents usually are.
    package static var besideProgram: URL {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: path ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }

    /// The builds that are in the folder now, by machine; that of a file `thimble-agent-MACHINE`
    /// wins over `thimble-agent`.
    package func programs() async -> [AgentProgram] { await files().map(\.program) }

    /// The bytes of a build; `nil` where the folder has it no more.
    package func program(digest: String) async throws -> ReplyStream? {
        guard let file = await files().first(where: { $0.program.digest == digest }) else {
            return nil
        }
        let handle = try await onQueue {
            try FileHandle(forReadingFrom: URL(fileURLWithPath: file.path))
        }
        let pieces = Pieces(handle, queue: queue)
        return ReplyStream(length: Int(file.program.size)) {
            try await pieces.next(upTo: Self.pieceBytes)
        }
    }

    /// The script that installs the agent of a server with an address.
    package func installScript(server: String) async -> String {
        let isEncrypted = server.hasPrefix("https://")
        return InstallScript(
            server: server,
            pin: isEncrypted ? pin : nil,
            programs: await programs()
        ).text
    }

    private func files() async -> [AgentFile] {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.read()) }
        }
    }

    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }

    /// Looks at the folder and reads what is new.
    private func read() -> [AgentFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var byMachine: [String: AgentFile] = [:]
        var seen: [String: Reading] = [:]
        // The plain name sorts before all others, which then take its place.
        for name in names.sorted() {
            guard let machine = AgentFile.machine(inName: name) else { continue }
            let path = folder.appendingPathComponent(name).path
            guard let mark = AgentFile.Mark(path) else { continue }
            var reading = known[path] ?? Reading(mark: mark)
            if reading.mark != mark || known[path] == nil {
                reading = Reading(mark: mark, file: file(path, mark, machine))
            }
            seen[path] = reading
            if let file = reading.file { byMachine[file.program.machine] = file }
        }
        known = seen
        return byMachine.values.sorted { $0.program.machine < $1.program.machine }
    }

    private func file(_ path: String, _ mark: AgentFile.Mark, _ machine: String) -> AgentFile? {
        do {
            let host = Self.hostMachine
            let file = try AgentFile(path: path, mark: mark, machine: machine, host: host)
            logger?.info(
                "a build of the agent",
                metadata: [
                    "path": "\(path)", "machine": "\(file.program.machine)",
                    "version": "\(file.program.version)", "sha256": "\(file.program.digest)",
                ]
            )
            return file
        } catch {
            logger?.warning("no build of the agent: \(error)", metadata: ["path": "\(path)"])
            return nil
        }
    }

    /// The machine that this runs on (uname(2)).
    private static var hostMachine: String {
        var name = utsname()
        guard uname(&name) == 0 else { return "" }
        return withUnsafeBytes(of: name.machine) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

/// An open file that is read piece by piece on a queue.
private final class Pieces: Sendable {
    private let handle: FileHandle
    private let queue: DispatchQueue

    init(_ handle: FileHandle, queue: DispatchQueue) {
        self.handle = handle
        self.queue = queue
    }

    deinit { try? handle.close() }

    /// The next piece; `nil` at the end.
    func next(upTo count: Int) async throws -> ByteBuffer? {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [handle] in
                continuation.resume(
                    with: Result {
                        guard let piece = try handle.read(upToCount: count), !piece.isEmpty else {
                            return nil
                        }
                        return ByteBuffer(bytes: piece)
                    }
                )
            }
        }
    }
}
