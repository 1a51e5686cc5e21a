// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Testing

@testable import Agent

/// Programs that answer with what was recorded, instead of being run.
struct RecordedPrograms: Sendable {
    /// What each program answers, by a part of what it is called with.
    var answers: [(part: String, result: Command.Result)] = []

    /// Adds an answer for calls in which a text occurs; of several the first that fits counts.
    func answering(
        _ part: String,
        _ output: String,
        errors: String = "",
        status: Int = 0
    ) -> RecordedPrograms {
        var copy = self
        let result = Command.Result(status: status, output: output, errors: errors)
        copy.answers.append((part, result))
        return copy
    }

    /// Runs a call.
    func run(_ call: ProgramCall) throws -> Command.Result {
        let text = call.words
        guard let answer = answers.first(where: { text.contains($0.part) }) else {
            throw PackageManagerFailure(exitCode: nil, text: "not recorded: \(text)")
        }
        return answer.result
    }

    /// The update agent's backend on these programs.
    var windows: WindowsBackend { WindowsBackend { try self.run($0) } }
    /// The Mac's backend on these programs.
    var mac: MacBackend { MacBackend { try self.run($0) } }
}

extension ProgramCall {
    /// The program with its arguments; an encoded script of PowerShell is decoded.
    var words: String {
        guard let flag = arguments.firstIndex(of: "-EncodedCommand"),
            let bytes = Data(base64Encoded: arguments[flag + 1]), bytes.count.isMultiple(of: 2)
        else { return ([executable] + arguments).joined(separator: " ") }
        let units = stride(from: 0, to: bytes.count, by: 2).map { place in
            UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        }
        return ([executable] + arguments[..<flag]).joined(separator: " ")
            + "\n" + String(decoding: units, as: UTF16.self)
    }
}

/// Documents as the scripts of the Windows backend write them.
enum WindowsDocument {
    /// The document of a script with an answer.
    static func answer(_ script: String, _ json: String) -> String {
        "{\"version\":1,\"script\":\"\(script)\",\"answer\":\(json)}\r\n"
    }

    /// The document of a script that failed.
    static func failure(_ script: String, _ code: String, _ message: String) -> String {
        "{\"version\":1,\"script\":\"\(script)\","
            + "\"failure\":{\"hresult\":\(code),\"message\":\"\(message)\"}}\r\n"
    }

    /// Windows 10 22H2 with the update of May 2023.
    static let system = """
        {"productName":"Windows 10 Pro","build":"19045","revision":2965,"kernel":"10.0",\
        "kind":"Client","processor":"AMD64"}
        """

    /// An update's row.
    static func row(_ id: String, _ kbs: String..., replaces: String = "", hidden: Bool = false)
        -> String
    {
        let names = kbs.map { "\"\($0)\"" }.joined(separator: ",")
        let replaced = replaces.isEmpty ? "" : "\"\(replaces)\""
        return "{\"id\":\"\(id)\",\"kbs\":[\(names)],\"supersedes\":[\(replaced)],"
            + "\"hidden\":\(hidden)}"
    }

    /// A survey of ``system``.
    static func survey(
        hotfixes: String = "",
        installed: String = "",
        pending: String = "",
        offered: String = ""
    ) -> String {
        answer(
            "survey",
            """
            {"system":\(system),"hotfixes":[\(hotfixes)],"agent":{"installed":[\(installed)],\
            "pending":[\(pending)],"offered":[\(offered)]},"agentFailure":null}
            """
        )
    }
}

/// What a piece of work throws, as a failure of the package manager.
func packageManagerFailure(_ work: () async throws -> some Any) async throws
    -> PackageManagerFailure
{
    let error = await #expect(throws: PackageManagerFailure.self) { _ = try await work() }
    return try #require(error)
}
