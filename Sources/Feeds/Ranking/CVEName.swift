// SPDX-License-Identifier: Apache-2.0

/// The form of a CVE's name: `CVE-2024-3094`.
enum CVEName {
    private static let prefix = Array("CVE-".utf8)

    /// Whether the bytes are a year of four digits and a number of 4 to 19 (CVE Record Format,
    /// `cveId`).
    static func isWellFormed(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.starts(with: prefix) else { return false }
        let rest = bytes.dropFirst(prefix.count)
        let number = rest.dropFirst(5)
        return rest.prefix(4).allSatisfy(isDigit) && rest.dropFirst(4).first == UInt8(ascii: "-")
            && (4...19).contains(number.count) && number.allSatisfy(isDigit)
    }

    /// Whether the text is one.
    static func isWellFormed(_ text: String) -> Bool { isWellFormed(text.utf8) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
