// SPDX-License-Identifier: Apache-2.0

/// How a process ended.
package enum ProcessExit: Sendable, Equatable, CustomStringConvertible {
    /// It returned this code, 0...255.
    case exited(Int32)
    /// This signal ended it.
    case signalled(Int32)

    /// Decodes the status word of `waitpid`.
    ///
    /// The macros `WIFEXITED` and `WEXITSTATUS` are not visible to Swift; the layout of the word is
    /// fixed by the Linux ABI: the signal is in the low 7 bits, the code in the next byte.
    package init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .signalled(signal)
    }

    /// Whether the process returned 0.
    package var isSuccess: Bool {
        self == .exited(0)
    }

    /// `exit 1` or `signal 9`.
    package var description: String {
        switch self {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal): "signal \(signal)"
        }
    }
}
