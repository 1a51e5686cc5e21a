// SPDX-License-Identifier: Apache-2.0

/// The title of an issue: the first sentence of its description, cut to a length for lists.
enum SecurityTrackerTitle {
    /// How many characters a title has at most, the ellipsis of a cut one included.
    static let longest = 120
    /// How much of a description is looked at.
    private static let scalarsRead = 600

    /// Takes it from a description; `nil` where there is none.
    ///
    /// A sentence ends with a full stop before a blank and a capital letter. Blanks, line ends and
    /// control characters become one blank.
    static func of(_ description: String) -> String? {
        var title = String.UnicodeScalarView()
        var isAfterBlank = false
        for scalar in description.unicodeScalars.prefix(scalarsRead) {
            if isBlank(scalar) {
                isAfterBlank = !title.isEmpty
                continue
            }
            if isAfterBlank {
                if title.last == ".", scalar.properties.isUppercase { break }
                title.append(" ")
                isAfterBlank = false
            }
            title.append(scalar)
        }
        let text = String(title)
        if text.isEmpty { return nil }
        return text.count <= longest ? text : text.prefix(longest - 1) + "…"
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar.value <= 0x20 || scalar.value == 0x7F
            : scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}
