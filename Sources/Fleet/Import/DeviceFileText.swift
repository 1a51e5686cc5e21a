// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// The texts of a file of devices, and what they must keep to.
enum DeviceFileText {
    /// The longest name of a device, package or stream, in bytes of UTF-8.
    static let nameByteCountMax = 256
    /// The longest version or field of a repository, in bytes of UTF-8.
    static let versionByteCountMax = 512

    /// Reads a text or a `null`.
    static func optional(
        _ cursor: inout JSONCursor,
        limit: Int = nameByteCountMax
    ) throws -> String? {
        try cursor.skipNull() ? nil : try required(&cursor, limit: limit)
    }

    /// Reads a text, which may be empty.
    ///
    /// No package manager accepts control characters, and names are shown in terminals.
    static func required(
        _ cursor: inout JSONCursor,
        limit: Int = nameByteCountMax
    ) throws -> String {
        let text = try cursor.string()
        guard text.utf8.count <= limit else {
            throw refusal("\(cursor.path): longer than \(limit) bytes")
        }
        let isPrintableASCII = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        guard
            isPrintableASCII
                || !text.unicodeScalars.contains(where: {
                    $0.properties.generalCategory == .control
                })
        else { throw refusal("\(cursor.path): a control character") }
        return text
    }

    /// The error for a place and what is wrong there.
    static func refusal(_ subject: String, hint: String? = nil) -> DomainError {
        DomainError(.inventoryMalformed, subject: subject, hint: hint)
    }
}
