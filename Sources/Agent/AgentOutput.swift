// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Agent {
    /// A value as JSON with sorted keys, for other programs.
    package static func json(_ value: some Encodable) throws -> String {
        String(decoding: try StateDirectory.encoded(value), as: UTF8.self).trimmed
    }

    /// Writes a line to standard error, under the program's name.
    package static func complain(_ text: String) {
        FileHandle.standardError.write(Data("thimble-agent: \(text)\n".utf8))
    }
}
