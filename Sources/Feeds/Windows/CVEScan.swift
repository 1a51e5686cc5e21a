// SPDX-License-Identifier: Apache-2.0

/// Finds the names of CVEs in a text that people have written.
enum CVEScan {
    /// The names, in their one form `CVE-2024-3094`.
    ///
    /// Small letters and missing hyphens are put right, several names may stand in a row, and what
    /// is around them does not count. The number has 4 to 7 digits.
    static func names(in text: String) -> [String] {
        var found: [String] = []
        var rest = Array(text.utf8)[...]
        while rest.count >= 11 {
            guard rest.prefix(3).map({ $0 | 0x20 }) == Array("cve".utf8) else {
                rest = rest.dropFirst()
                continue
            }
            var tail = dropHyphen(rest.dropFirst(3))
            let year = tail.prefix(4).prefix(while: isDigit)
            tail = dropHyphen(tail.dropFirst(year.count))
            let number = tail.prefix(while: isDigit)
            rest = tail.dropFirst(number.count)
            guard year.count == 4, (4...7).contains(number.count) else { continue }
            let name =
                "CVE-\(String(decoding: year, as: UTF8.self))"
                + "-\(String(decoding: number, as: UTF8.self))"
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    private static func dropHyphen(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
