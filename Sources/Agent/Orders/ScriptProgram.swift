// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// How the interpreters of scripts are called on this system.
enum ScriptProgram {
    /// The call that runs the script in a file; `nil` where the interpreter is Windows' alone.
    static func call(
        _ interpreter: Script.Interpreter,
        file: String,
        environment: [String: String]
    ) -> ProgramCall? {
        let program: String
        switch interpreter {
        case .sh: program = "/bin/sh"
        case .bash: program = "bash"
        case .python: program = "python3"
        case .powershell, .cmd: return nil
        }
        return ProgramCall(executable: program, arguments: [file], environment: environment)
    }
}
