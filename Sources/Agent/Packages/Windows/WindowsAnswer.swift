// SPDX-License-Identifier: Apache-2.0
import PackageFormats

/// What a ``PowerShellScript`` has written: its one JSON document.
enum WindowsAnswer {
    /// Reads the answer of a script; `read` takes the value of the member `answer`.
    ///
    /// - Throws: ``PackageManagerFailure`` with the code and the words of a failure that the script
    ///   tells, or with the place at which its output is no such document.
    static func read<A>(
        _ result: Command.Result,
        of script: PowerShellScript,
        _ read: (inout JSONCursor) throws -> A
    ) throws -> A {
        let code: Int? = result.status == 0 ? nil : result.status
        if result.output.allSatisfy(\.isWhitespace) {
            let said = result.errors.trimmed
            let text = "\(script.call.executable) answered nothing"
            throw PackageManagerFailure(
                exitCode: result.status,
                text: said.isEmpty ? text : "\(text): \(said)"
            )
        }
        let outcome: Result<A, PackageManagerFailure>
        do {
            outcome = try JSONCursor.read(
                bytes: Array(result.output.utf8),
                name: "the answer of \(script.call.executable)"
            ) { cursor in
                try document(&cursor, script, read)
            }
        } catch let fault as JSONFault {
            let said = result.errors.trimmed
            throw PackageManagerFailure(
                exitCode: code,
                text: fault.description + (said.isEmpty ? "" : "\n\(said)")
            )
        }
        switch outcome {
        case .success(let answer): return answer
        case .failure(var failure):
            failure.exitCode = code
            throw failure
        }
    }

    private static func document<A>(
        _ cursor: inout JSONCursor,
        _ script: PowerShellScript,
        _ read: (inout JSONCursor) throws -> A
    ) throws -> Result<A, PackageManagerFailure> {
        var version: Int64?
        var name: String?
        var outcome: Result<A, PackageManagerFailure>?
        try cursor.object { key, cursor in
            switch key {
            case "version":
                version = try cursor.integer()
                guard version == PowerShellScript.version else {
                    throw cursor.fault("expected 1, found \(version ?? 0)")
                }
            case "script":
                name = try cursor.string()
                guard name == script.name else {
                    throw cursor.fault("expected \(script.name), found \(name ?? "")")
                }
            case "answer": outcome = .success(try read(&cursor))
            case "failure": outcome = .failure(try WindowsFault(&cursor).failure)
            default: break
            }
        }
        guard version != nil else { throw cursor.fault("version is missing") }
        guard name != nil else { throw cursor.fault("script is missing") }
        guard let outcome else { throw cursor.fault("it has neither an answer nor a failure") }
        return outcome
    }
}

/// An error that a script has caught.
struct WindowsFault: Sendable, Equatable {
    /// Its code.
    let code: WindowsUpdateCode
    /// What Windows says of it, in the machine's language.
    let message: String

    /// Reads `{"hresult": N, "message": TEXT}`; a code is signed, or not.
    init(_ cursor: inout JSONCursor) throws {
        var code: WindowsUpdateCode?
        var message = ""
        try cursor.object { key, cursor in
            switch key {
            case "hresult": code = try Self.code(&cursor)
            case "message": message = try cursor.stringIfPresent() ?? ""
            default: break
            }
        }
        guard let code else { throw cursor.fault("hresult is missing") }
        self.code = code
        self.message = message
    }

    /// Reads a number of 32 bits, with a sign or without.
    static func code(_ cursor: inout JSONCursor) throws -> WindowsUpdateCode {
        let number = try cursor.integer()
        guard (Int64(Int32.min)...Int64(UInt32.max)).contains(number) else {
            throw cursor.fault("no number of 32 bits: \(number)")
        }
        return WindowsUpdateCode(number)
    }

    /// The code, its words, and then those of Windows.
    var text: String {
        let said = message.trimmed
        // A mistake in a script has a code of .NET, which says less than its message.
        return said.isEmpty ? code.description : "\(code.description): \(said)"
    }

    /// What is thrown for it.
    var failure: PackageManagerFailure {
        PackageManagerFailure(
            exitCode: nil,
            text: text,
            isUnavailable: code.meaning == .notApplicable
        )
    }
}
