// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A program that could not be started.
package struct SpawnError: Error, CustomStringConvertible {
    /// The program as it was asked for.
    package let executable: String
    /// The error number of `posix_spawn`.
    package let number: Int32

    /// The program and the system's words for the error.
    package var description: String {
        "cannot start \(executable): \(String(cString: strerror(number)))"
    }
}

/// Everything a new process is given.
///
/// `posix_spawn` is called directly because three things matter here that test runners get wrong: the
/// child must not inherit the runner's sockets, nor its blocked and ignored signals (a server would
/// then not see SIGTERM), and it leads its own process group, so that a timeout ends its children too.
struct Spawn {
    /// A path, or a name to look up in `PATH`.
    var executable: String
    /// Arguments after the program's name.
    var arguments: [String]
    /// The whole environment of the new process.
    var environment: [String: String]
    /// The working folder; nil is the one of this process.
    ///
    /// With a folder, a program that does not exist is told by exit code 127 instead of an error.
    var directory: String?
    /// The file that is standard input.
    var input: String
    /// The file that collects standard output; cut to nothing first.
    var output: String
    /// The file that collects standard error; cut to nothing first.
    var errors: String

    /// Starts the process and returns its id.
    func start() throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let write = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, write, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, write, 0o600)
        for descriptor in openDescriptors() {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var pid: pid_t = 0
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        let words = commandWords
        let number = withCStrings(words) { argv in
            withCStrings(variables) { envp in
                posix_spawnp(&pid, words[0], &actions, &attributes, argv, envp)
            }
        }
        guard number == 0 else { throw SpawnError(executable: executable, number: number) }
        return pid
    }

    /// The program and its arguments.
    ///
    /// env(1) changes the folder, as glibc's own action for that is not visible to Swift. It then
    /// replaces itself with the program and keeps the process id.
    private var commandWords: [String] {
        let words = [executable] + arguments
        return directory.map { ["env", "-C", $0] + words } ?? words
    }

    /// Descriptors beyond standard error.
    ///
    /// One that is closed by another thread meanwhile does no harm:
    /// glibc's close action ignores it.
    private func openDescriptors() -> [Int32] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return (names ?? []).compactMap { Int32($0) }.filter { $0 > 2 }.sorted()
    }

    private func withCStrings<R>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers = strings.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("never empty") }
            return body(start)
        }
    }
}
