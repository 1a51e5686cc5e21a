// SPDX-License-Identifier: Apache-2.0

extension JSONShape {
    /// A line of a written shape that cannot be read.
    package struct Malformed: Error, Equatable, CustomStringConvertible {
        /// The number of the line, from 1.
        package let number: Int
        /// The line without the blanks around it.
        package let line: String

        /// The number and the line.
        package var description: String {
            "line \(number) of the shape is not `path: type|type`: \(line)"
        }
    }

    /// Reads a shape from lines `path: type|type`.
    ///
    /// Blank lines and lines that begin with `#` are skipped. `?` after a key says that it may be
    /// missing, `.*` stands for every key that has no line of its own, the type `any` accepts
    /// everything below. Places above a line are objects or arrays without a line of their own.
    package init(written text: String) throws {
        self.init(kinds: [])
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let trimmed = String(line.trimmingBlanks)
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            guard let colon = trimmed.lastIndex(of: ":"),
                let steps = JSONShapePath.steps(trimmed[..<colon].trimmingBlanks),
                let kinds = Self.kinds(trimmed[trimmed.index(after: colon)...])
            else {
                throw Malformed(number: number, line: trimmed)
            }
            insert(kinds, at: steps[...])
        }
    }

    private static func kinds(_ text: Substring) -> Set<Kind>? {
        let words = text.split(separator: "|", omittingEmptySubsequences: false)
        let kinds = words.compactMap { Kind(rawValue: String($0.trimmingBlanks)) }
        return kinds.count == words.count ? Set(kinds) : nil
    }

    private mutating func insert(_ kinds: Set<Kind>, at steps: ArraySlice<JSONShapePath.Step>) {
        guard let step = steps.first else {
            self.kinds.formUnion(kinds)
            return
        }
        switch step {
        case .element:
            self.kinds.insert(.array)
            var element = elements.first ?? JSONShape(kinds: [])
            element.insert(kinds, at: steps.dropFirst())
            elements = [element]
        case .wildcard:
            insert(kinds, at: steps, key: JSONShapePath.wildcardKey, isOptional: false)
        case .key(let key, let isOptional):
            insert(kinds, at: steps, key: key, isOptional: isOptional)
        }
    }

    private mutating func insert(
        _ kinds: Set<Kind>,
        at steps: ArraySlice<JSONShapePath.Step>,
        key: String,
        isOptional: Bool
    ) {
        self.kinds.insert(.object)
        var member = members[key] ?? Member(shape: JSONShape(kinds: []), isOptional: false)
        member.isOptional = member.isOptional || isOptional
        member.shape.insert(kinds, at: steps.dropFirst())
        members[key] = member
    }

    /// What does not fit a written shape, one line a place, sorted; nothing when all fits.
    ///
    /// A type, a key or an element that the written shape does not have is told, and so is a required
    /// key that is missing in some object. A type that it allows and the document does not use is fine.
    package func differences(from written: JSONShape) -> [String] {
        differences(from: written, at: "$").sorted()
    }

    private func differences(from written: JSONShape, at path: String) -> [String] {
        if written.kinds.contains(.any) { return [] }
        var output: [String] = []
        if !kinds.isSubset(of: written.kinds) {
            output.append("\(path): is \(kindText), expected \(written.kindText)")
        }
        if let element = elements.first, written.kinds.contains(.array) {
            if let expected = written.elements.first {
                output += element.differences(from: expected, at: path + "[]")
            } else {
                output.append("\(path)[]: not expected, is \(element.kindText)")
            }
        }
        guard kinds.contains(.object), written.kinds.contains(.object) else { return output }
        let wildcard = written.members[JSONShapePath.wildcardKey]
        for (key, member) in members {
            let place = JSONShapePath.join(path, key)
            guard let expected = written.members[key] ?? wildcard else {
                output.append("\(place): not expected, is \(member.shape.kindText)")
                continue
            }
            output += member.shape.differences(from: expected.shape, at: place)
        }
        for (key, expected) in written.members
        where !expected.isOptional && key != JSONShapePath.wildcardKey {
            let place = JSONShapePath.join(path, key)
            switch members[key]?.isOptional {
            case nil: output.append("\(place): missing")
            case true?: output.append("\(place): missing in some objects")
            case false?: break
            }
        }
        return output
    }
}

extension StringProtocol {
    /// The text without blanks and tabs at both ends.
    fileprivate var trimmingBlanks: Substring {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
