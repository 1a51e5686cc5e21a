// SPDX-License-Identifier: Apache-2.0

extension ProgramCall {
    /// The call of a program by its path, or by its name where there is no slash in it.
    ///
    /// Names alone are looked up when a program is run, so env(1) starts what has a path.
    static func program(_ path: String, _ arguments: [String]) -> ProgramCall {
        path.contains("/")
            ? ProgramCall(executable: "env", arguments: [path] + arguments, environment: [:])
            : ProgramCall(executable: path, arguments: arguments, environment: [:])
    }
}
