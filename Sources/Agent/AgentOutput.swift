// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Agent {
    /// A value as JSON with sorted keys, for other programs.
    package static func json(_ value: some Encodable) throws -> String {
        String(decoding: try StateDirectory.encoded(value), as: UTF8.self).trimmed
    }

    /// A path from the root folder on, with `.` and `..` and doubled slashes resolved.
    package static func absolutePath(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// Writes a line to standard error, under the program's name.
    package static func complain(_ text: String) {
        // A full disk behind standard error must not stop the agent.
        try? FileHandle.standardError.write(contentsOf: Data("thimble-agent: \(text)\n".utf8))
    }
}
