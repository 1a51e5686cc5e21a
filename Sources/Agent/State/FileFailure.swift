// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A call on a file that the system refused.
package struct FileFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried, for example `rename`.
    package let operation: String
    /// The file.
    package let path: String
    /// The error number, errno(3).
    package let number: Int32

    /// Takes the number of the call that has just failed.
    init(_ operation: String, _ path: String, number: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    /// The call, the file and the system's words.
    package var description: String {
        "\(operation) \(path): \(String(cString: strerror(number)))"
            + (number == EACCES ? " (call it as root, or name a folder with --state)" : "")
    }
}
