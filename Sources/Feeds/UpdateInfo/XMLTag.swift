// SPDX-License-Identifier: Apache-2.0

/// The inside of a tag, read from its start.
struct XMLTag {
    private var rest: Substring.UTF8View

    /// Makes it from what stands between the angle brackets.
    init(_ text: Substring.UTF8View) { rest = text }

    /// Whether nothing but white space is left.
    var isAtEnd: Bool { rest.allSatisfy(XMLToken.isBlank) }

    /// Takes the name that stands next.
    mutating func name() throws(XMLToken.Fault) -> String {
        let name = rest.prefix { byte in
            !XMLToken.isBlank(byte) && !"=/<>\"'&".utf8.contains(byte)
        }
        guard let first = name.first, !"-.0123456789!?".utf8.contains(first) else {
            throw XMLToken.Fault(what: "a tag without a name")
        }
        rest = rest[name.endIndex...]
        return String(Substring(name))
    }

    /// Takes all attributes; `element` names it in errors.
    mutating func attributes(of element: String) throws(XMLToken.Fault) -> [String: String] {
        var found: [String: String] = [:]
        while !isAtEnd {
            guard let first = rest.first, XMLToken.isBlank(first) else {
                throw XMLToken.Fault(what: "<\(element)>: no space before an attribute")
            }
            skipBlanks()
            let key = try name()
            skipBlanks()
            guard rest.first == UInt8(ascii: "=") else {
                throw XMLToken.Fault(what: "<\(element)>: \(key) has no value")
            }
            rest = rest.dropFirst()
            skipBlanks()
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = rest.dropFirst().firstIndex(of: quote)
            else { throw XMLToken.Fault(what: "<\(element)>: the value of \(key) has no quotes") }
            let value = Substring(rest.dropFirst()[..<end])
            guard !value.utf8.contains(UInt8(ascii: "<")) else {
                throw XMLToken.Fault(what: "<\(element)>: a < in the value of \(key)")
            }
            let isNew = found.updateValue(try XMLReference.resolved(value), forKey: key) == nil
            guard isNew else { throw XMLToken.Fault(what: "<\(element)>: \(key) stands twice") }
            rest = rest[rest.index(after: end)...]
        }
        return found
    }

    private mutating func skipBlanks() { rest = rest.drop(while: XMLToken.isBlank) }
}

/// The references of XML: `&amp;`, `&#10;`, `&#xA;`.
enum XMLReference {
    /// The predefined entities (XML 1.0, "Predefined Entities"); there are no others.
    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    /// The text with its references replaced.
    static func resolved(_ text: Substring) throws(XMLToken.Fault) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let name = rest[rest.index(after: start)...].prefix { $0 != ";" }
            guard name.endIndex < rest.endIndex, !name.isEmpty, name.utf8.count <= 10,
                let replacement = replacement(name)
            else {
                throw XMLToken.Fault(
                    what: "no reference of XML: &\(name.prefix(10))",
                    linesBelow: text[..<start].utf8.count { $0 == 0x0A }
                )
            }
            result += replacement
            rest = rest[rest.index(after: name.endIndex)...]
        }
        return result + rest
    }

    private static func replacement(_ name: Substring) -> String? {
        guard name.hasPrefix("#") else { return entities[String(name)] }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard !digits.hasPrefix("+"), !digits.hasPrefix("-"),
            let value = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D,
            let scalar = Unicode.Scalar(value)
        else { return nil }
        return String(Character(scalar))
    }
}
