// SPDX-License-Identifier: Apache-2.0

extension DottedVersionReader {
    /// What stands between two tokens; underscores count as dots, parentheses as blanks.
    enum Separator { case none, dot, hyphen, gap }

    /// Goes over what stands before the next token, build metadata included.
    mutating func readSeparator() throws(DottedVersionError) -> Separator {
        var separator = Separator.none
        while index < run.end {
            let byte = run[index]
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
                return separator
            case 0x2E, 0x5F:
                guard separator == .none else { throw .partMissing(at: index) }
                separator = .dot
            case 0x2D:
                guard separator == .none || separator == .gap else {
                    throw .partMissing(at: index)
                }
                separator = .hyphen
            case 0x20, 0x09, 0x28, 0x29:
                guard separator != .dot else { throw .partMissing(at: index) }
                if byte == 0x28 || byte == 0x29 { try noteParenthesis(opens: byte == 0x28) }
                if separator == .none { separator = .gap }
            case 0x2B:
                guard separator == .none else { throw .partMissing(at: index) }
                try skipMetadata()
                separator = .gap
                continue
            default:
                throw .invalidCharacter(invalidCharacter(), at: index)
            }
            index += 1
        }
        if separator == .dot || separator == .hyphen { throw .partMissing(at: index) }
        if openParenthesis >= 0 { throw .strayParenthesis(at: openParenthesis) }
        return separator
    }

    private mutating func noteParenthesis(opens: Bool) throws(DottedVersionError) {
        if opens == (openParenthesis >= 0) { throw .strayParenthesis(at: index) }
        openParenthesis = opens ? index : -1
    }

    /// Goes over a plus sign and the letters, digits, dots and hyphens behind it.
    private mutating func skipMetadata() throws(DottedVersionError) {
        let start = index + 1
        index = start
        while true {
            switch run[index] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: index += 1
            default:
                if index == start { throw .metadataMissing(at: start - 1) }
                return
            }
        }
    }

    /// The character at the index, for an error.
    private func invalidCharacter() -> Unicode.Scalar {
        let end = min(index + 4, run.end)
        return ByteRun(run.base, index, end).text.unicodeScalars.first ?? "\u{FFFD}"
    }
}
