// SPDX-License-Identifier: Apache-2.0

/// The `Source` field of a binary package: `name` or `name (version)` (Debian Policy 5.6.1).
///
/// A binary package without the field was built from the source package of its own name. Where
/// the field has no version, the source package has the version of the binary package; they
/// differ, for one, after a rebuild without a change ("1.0-1+b1" from "1.0-1").
package struct DebianSourceField: Sendable, Hashable {
    /// Why a text is no `Source` field.
    package enum Failure: Error, Equatable, Sendable {
        /// There is no name.
        case empty
        /// The name does not start with a letter or digit, or holds something other than ASCII
        /// letters, digits, "+", "-", "." and "_"; dpkg takes these, Policy only some of them.
        case invalidName(String)
        /// What follows the name is not one version in parentheses.
        case invalidVersion(String)
    }

    /// The name of the source package.
    package let name: String
    /// The version of the source package as written, not checked further; never empty.
    package let version: String?

    /// Reads the value of a `Source` field; blanks around the parts do not matter.
    package init(parsing value: String) throws(Failure) {
        let text = Self.trimmed(value[...])
        guard let first = text.utf8.first else { throw .empty }
        let nameEnd = text.firstIndex { $0 == "(" || Self.isBlank($0) } ?? text.endIndex
        let name = text[..<nameEnd]
        guard Self.isAlphanumeric(first), name.utf8.allSatisfy(Self.isAllowed) else {
            throw .invalidName(String(name))
        }
        self.name = String(name)

        let rest = Self.trimmed(text[nameEnd...])
        if rest.isEmpty {
            version = nil
            return
        }
        guard rest.count > 2, rest.first == "(", rest.last == ")" else {
            throw .invalidVersion(String(rest))
        }
        let version = Self.trimmed(rest.dropFirst().dropLast())
        guard !version.isEmpty,
            !version.contains(where: { Self.isBlank($0) || $0 == "(" || $0 == ")" })
        else { throw .invalidVersion(String(rest)) }
        self.version = String(version)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    /// A folded field may have a line feed where another one has a space.
    private static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t" || character == "\n"
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "+-._".utf8.contains(byte)
    }
}

extension DebianSourceField.Failure: CustomStringConvertible {
    /// The failure as one lower-case clause.
    package var description: String {
        switch self {
        case .empty: "no name of a source package"
        case .invalidName(let name): "invalid source package name \(name.debugDescription)"
        case .invalidVersion(let text):
            "\(text.debugDescription) is not one version in parentheses"
        }
    }
}
