// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Glibc

/// The agent's own program on disk, and how it is exchanged for another one.
///
/// The new program stands complete beside the old one before it takes its place in one step; the old
/// one stays as `NAME.previous`.
struct AgentExecutable: Sendable {
    /// The program that this very process runs, even where its name was given to another one.
    let running: String
    /// The path from which the service manager starts it.
    let installed: String

    /// This process's own (proc(5), `/proc/pid/exe`).
    static func current() -> AgentExecutable {
        let link = "/proc/self/exe"
        let deleted = " (deleted)"
        var path = (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) ?? link
        if path.hasSuffix(deleted) { path.removeLast(deleted.count) }
        return AgentExecutable(running: link, installed: path)
    }

    /// Where a new program stands until it takes the old one's place.
    var candidate: String { installed + ".new" }

    /// Copies a program beside the installed one, ready to be run.
    func stage(_ file: String) throws {
        try? FileManager.default.removeItem(atPath: candidate)
        try FileManager.default.copyItem(atPath: file, toPath: candidate)
        var status = stat()
        let mode = stat(installed, &status) == 0 ? status.st_mode & 0o777 : 0o755
        guard chmod(candidate, mode | 0o500) == 0 else { throw FileFailure("chmod", candidate) }
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: candidate))
        try handle.synchronize()
        try handle.close()
    }

    /// Puts the staged program in the installed one's place.
    func replace() throws {
        let previous = installed + ".previous"
        try? FileManager.default.removeItem(atPath: previous)
        guard link(installed, previous) == 0 else { throw FileFailure("link", previous) }
        guard rename(candidate, installed) == 0 else { throw FileFailure("rename", candidate) }
        try DurableFile.syncFolder(installed.parentFolder)
    }

    /// The SHA-256 of a file in lower-case hexadecimal, and its size in bytes.
    static func digest(of path: String) throws -> (hexadecimal: String, size: Int64) {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hash = SHA256()
        var size: Int64 = 0
        while let piece = try handle.read(upToCount: 1_048_576), !piece.isEmpty {
            hash.update(data: piece)
            size += Int64(piece.count)
        }
        return (hash.finalize().hexadecimal, size)
    }
}
