// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Glibc

/// The version that a build of the agent tells of itself.
struct ProgramVersion: Sendable, Equatable {
    /// The word for a build that does not tell.
    static let unknown = "unknown"
    /// The longest version, in bytes.
    private static let bytesMax = 64

    /// The version, a word of ASCII.
    let text: String

    /// Reads the first line of an output; `nil` where it is no version.
    init?(_ output: Data) {
        let line = output.prefix { $0 != UInt8(ascii: "\n") }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        let isVersion =
            (1...Self.bytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
                    UInt8(ascii: "~"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        guard isVersion else { return nil }
        self.text = text
    }

    /// Runs a program with `--version`; `nil` where it does not answer with one in time.
    ///
    /// It blocks its thread for as long, so it must not be called from a task.
    static func ask(_ path: String, seconds: Int = 10) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--version"]
        process.environment = ["PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let end = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in end.signal() }
        do { try process.run() } catch { return nil }
        // A version fits into the pipe; who writes more is ended by the time limit.
        guard end.wait(timeout: .now() + .seconds(seconds)) == .success else {
            kill(process.processIdentifier, SIGKILL)
            return nil
        }
        guard process.terminationStatus == 0 else { return nil }
        let bytes = try? output.fileHandleForReading.read(upToCount: 4_096)
        return bytes.flatMap { ProgramVersion($0)?.text }
    }
}
