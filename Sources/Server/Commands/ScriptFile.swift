// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Domain
import Foundation
import Services

/// A script in a file, as an action of a deployment.
package struct ScriptFile: Sendable {
    /// The action.
    package let action: OrderAction

    /// Reads a script; the interpreter is the one that is named, or follows from the first line or
    /// the end of the name: `.sh`, `.bash`, `.py`, `.ps1`, `.cmd`.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    package init(path: String, interpreter: String?, timeoutSeconds: Int) throws {
        let file = URL(fileURLWithPath: path)
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "\(path): it cannot be read as a text of UTF-8",
                underlying: error
            )
        }
        let size = text.utf8.count
        guard (1...Script.bytesMax).contains(size) else {
            throw DomainError(
                .requestInvalid,
                subject: "\(path): \(size) bytes, 1 to \(Script.bytesMax) are allowed"
            )
        }
        let name = file.lastPathComponent
        action = OrderAction(
            id: SystemRandom().uuid(),
            name: name,
            script: Script(
                interpreter: try Self.interpreter(interpreter, name, text),
                text: text,
                timeoutSeconds: timeoutSeconds
            ),
            abortsOnFailure: true
        )
    }

    private static func interpreter(
        _ named: String?,
        _ file: String,
        _ text: String
    ) throws -> Script.Interpreter {
        if let named {
            guard let interpreter = Script.Interpreter(rawValue: named) else {
                let all = Script.Interpreter.allCases.map(\.rawValue).joined(separator: ", ")
                throw DomainError(.requestInvalid, subject: "--interpreter \(named): one of \(all)")
            }
            return interpreter
        }
        let line = text.prefix { !$0.isNewline }
        if line.hasPrefix("#!") {
            if line.contains("python") { return .python }
            if line.contains("bash") { return .bash }
            return .sh
        }
        return switch URL(fileURLWithPath: file).pathExtension.lowercased() {
        case "bash": .bash
        case "py": .python
        case "ps1": .powershell
        case "cmd", "bat": .cmd
        default: .sh
        }
    }
}

extension DeploymentPlan {
    /// Gives the plan the scripts of files, in order.
    package mutating func run(_ scripts: [ScriptFile]) { actions = scripts.map(\.action) }
}
