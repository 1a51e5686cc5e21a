// SPDX-License-Identifier: Apache-2.0

/// Text on one line, in which nothing steers a terminal or a database.
package enum PlainText {
    /// The text with its control characters, line ends and invisible format characters written as
    /// `\u{1b}`.
    package static func line(_ text: String) -> String {
        // Most text is printable ASCII, which is seen without the tables of Unicode.
        guard !isPrintableASCII(text) else { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if steers(scalar) {
                let code = String(scalar.value, radix: 16)
                line.append(contentsOf: "\\u{\(code)}".unicodeScalars)
            } else {
                line.append(scalar)
            }
        }
        return String(line)
    }

    /// Whether a text holds a control character.
    static func hasControl(_ text: String) -> Bool {
        !isPrintableASCII(text)
            && text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    private static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
