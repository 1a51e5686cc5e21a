// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// A program that goes on without the agent, and whose end can be learnt after a restart.
///
/// It leads a session of its own, so no signal to the agent reaches it, and writes to files, so
/// that it never waits for a reader. Its folder holds
///
///     lock      locked by the wrapper from before its start until its end
///     pid       the id of their session and process group
///     wrapper   the wrapper's process id, for people
///     stdout    what the program wrote
///     stderr    and what it wrote of errors
///     exit      its exit status, written in one step when it has ended
///
/// The lock says whether the wrapper lives. A process id would not: it may be used again, after a
/// restart of the machine at once.
struct DetachedRun: Sendable {
    /// How the run stands.
    enum Status: Sendable, Equatable {
        /// The wrapper lives.
        case running
        /// The program ended; above 128 a signal ended it.
        case exited(Int)
        /// The wrapper was never started, or was killed before the program ended.
        case vanished
    }

    /// The folder of the run.
    let folder: String

    /// The program that runs the real one and keeps its exit status (sh(1) of POSIX).
    ///
    /// The program does not inherit the lock: a daemon that it starts would hold it for good.
    private static let wrapper = """
        echo $$ >"$0/pid"
        {
            cd / && umask 022
            "$@" >"$0/stdout" 2>"$0/stderr" </dev/null 9>&-
            echo $? >"$0/exit.new" && mv "$0/exit.new" "$0/exit"
        } &
        echo $! >"$0/wrapper"
        """

    /// `POSIX_SPAWN_SETSID` of glibc and musl, which their headers show to GNU sources only.
    private static let newSession: Int32 = 0x80

    /// Starts a program in a new folder, which is made, and returns the id of its process group.
    ///
    /// - Throws: ``PackageManagerFailure`` when the system cannot start a process, ``FileFailure``.
    @discardableResult
    func start(_ call: ProgramCall) throws -> pid_t {
        try DurableFile.makeFolder(folder)
        guard let lock = try FileLock(folder + "/lock") else {
            throw PackageManagerFailure(exitCode: nil, text: "\(folder) is already in use")
        }
        var variables = ProcessInfo.processInfo.environment
        variables.merge(call.environment) { _, new in new }
        let arguments = ["sh", "-c", Self.wrapper, folder, call.executable] + call.arguments
        let environment = variables.map { "\($0.key)=\($0.value)" }.sorted()
        var process: pid_t = 0
        let number = Self.spawn(&process, arguments, environment, passing: lock.descriptor)
        guard number == 0 else {
            let reason = String(cString: strerror(number))
            throw PackageManagerFailure(exitCode: nil, text: "cannot start sh: \(reason)")
        }
        // The shell ends at once and leaves the wrapper to init, so that nobody has to wait for it.
        var word: Int32 = 0
        while waitpid(process, &word, 0) == -1, errno == EINTR {}
        try DurableFile.syncFolder(folder)
        return process
    }

    /// How the run stands now.
    func status() throws -> Status {
        if let code = try exitCode() { return .exited(code) }
        if try FileLock.isHeld(folder + "/lock") { return .running }
        // It may have ended between the two looks.
        if let code = try exitCode() { return .exited(code) }
        return .vanished
    }

    /// The end of what the program wrote to its standard error.
    var errorText: String { tail("stderr") }
    /// The end of what the program wrote to its standard output.
    var outputText: String { tail("stdout") }

    private func exitCode() throws -> Int? {
        guard let bytes = try DurableFile.read(folder + "/exit") else { return nil }
        return Int(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
    }

    private func tail(_ name: String, bytesMax: Int = 16_384) -> String {
        guard let file = FileHandle(forReadingAtPath: "\(folder)/\(name)") else { return "" }
        defer { try? file.close() }
        let size = (try? file.seekToEnd()) ?? 0
        try? file.seek(toOffset: size > UInt64(bytesMax) ? size - UInt64(bytesMax) : 0)
        let bytes = (try? file.read(upToCount: bytesMax)) ?? nil
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }

    /// Starts `sh` in a session of its own with the lock as descriptor 9; 0 or an error number.
    private static func spawn(
        _ process: inout pid_t,
        _ arguments: [String],
        _ environment: [String],
        passing lock: Int32
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, lock, 9)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | newSession
        posix_spawnattr_setflags(&attributes, Int16(flags))

        return withCStrings(arguments) { argv in
            withCStrings(environment) { envp in
                posix_spawn(&process, "/bin/sh", &actions, &attributes, argv, envp)
            }
        }
    }

    private static func withCStrings<R>(
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
