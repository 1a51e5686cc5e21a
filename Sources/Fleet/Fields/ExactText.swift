// SPDX-License-Identifier: Apache-2.0

/// A text that equals another one only byte by byte.
///
/// Swift's strings are equal where their characters are: `ü` as one scalar or as two. A pattern is
/// compared with the bytes, so a column must tell the two apart.
struct ExactText: Hashable, Sendable {
    /// The text.
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}

extension String {
    /// Whether the bytes are another text's.
    func hasBytes(of other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension String? {
    /// Whether both are there with the same bytes, or neither is there.
    func hasBytes(of other: String?) -> Bool { map(ExactText.init) == other.map(ExactText.init) }
}

extension [String] {
    /// Whether the texts have another list's bytes, one by one.
    func hasBytes(of other: [String]) -> Bool { elementsEqual(other) { $0.hasBytes(of: $1) } }
}
