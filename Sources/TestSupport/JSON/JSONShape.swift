// SPDX-License-Identifier: Apache-2.0

/// The keys and types of a JSON document without its values.
///
/// Elements of an array, and values under a wildcard, are merged into one shape: a key that only some
/// of the merged objects have is optional. Printed with one line a place, keys sorted:
///
///     $: object
///     $.devices: array
///     $.devices[]: object
///     $.devices[].id: number
///     $.devices[].site?: null|string
package struct JSONShape: Sendable, Equatable, CustomStringConvertible {
    /// The types of RFC 8259, and `any`, which only a written shape has.
    package enum Kind: String, Sendable, CaseIterable {
        case any, array, bool, null, number, object, string
    }

    /// The shape under one key of an object.
    package struct Member: Sendable, Equatable {
        /// The shape of the values.
        package var shape: JSONShape
        /// Whether some objects have no such key.
        package var isOptional: Bool
    }

    /// The types that were seen here.
    package var kinds: Set<Kind>
    /// The keys of the objects that were seen here; the key `*` in a written shape is every other key.
    package var members: [String: Member] = [:]
    /// The shape of the elements of the arrays seen here: none, or one for all of them.
    package var elements: [JSONShape] = []

    /// A place with these types and nothing below it.
    package init(kinds: Set<Kind>) {
        self.kinds = kinds
    }

    /// The shape of a document.
    ///
    /// Throws `SyntaxError` at the first place that is not JSON; a repeated key is not.
    package init(of document: some Sequence<UInt8>) throws(SyntaxError) {
        self.init(of: try JSONReader.node(Array(document)))
    }

    /// The shape of a document given as text.
    package init(of document: String) throws(SyntaxError) {
        try self.init(of: document.utf8)
    }

    private init(of node: JSONNode) {
        switch node {
        case .scalar(let kind):
            self.init(kinds: [kind])
        case .array(let nodes):
            self.init(kinds: [.array])
            if let first = nodes.first {
                let shape = nodes.dropFirst().reduce(JSONShape(of: first)) {
                    $0.merged(with: JSONShape(of: $1))
                }
                elements = [shape]
            }
        case .object(let nodes):
            self.init(kinds: [.object])
            members = nodes.mapValues { Member(shape: JSONShape(of: $0), isOptional: false) }
        }
    }

    /// The shape that describes both: types together, keys that one of two objects lacks optional.
    package func merged(with other: JSONShape) -> JSONShape {
        var result = JSONShape(kinds: kinds.union(other.kinds))
        let areBothObjects = kinds.contains(.object) && other.kinds.contains(.object)
        for key in Set(members.keys).union(other.members.keys) {
            switch (members[key], other.members[key]) {
            case (let mine?, let theirs?):
                result.members[key] = Member(
                    shape: mine.shape.merged(with: theirs.shape),
                    isOptional: mine.isOptional || theirs.isOptional
                )
            case (var only?, nil), (nil, var only?):
                only.isOptional = only.isOptional || areBothObjects
                result.members[key] = only
            case (nil, nil):
                break
            }
        }
        if let mine = elements.first, let theirs = other.elements.first {
            result.elements = [mine.merged(with: theirs)]
        } else {
            result.elements = elements + other.elements
        }
        return result
    }

    /// The types of this place as they are printed: sorted, with `|` between them.
    package var kindText: String {
        kinds.map(\.rawValue).sorted().joined(separator: "|")
    }

    /// One line a place: itself, then what is below it, keys sorted.
    package var lines: [String] {
        lines(at: "$", mark: "")
    }

    /// The lines, each with its newline.
    package var description: String {
        lines.map { $0 + "\n" }.joined()
    }

    private func lines(at path: String, mark: String) -> [String] {
        var output = ["\(path)\(mark): \(kindText)"]
        for element in elements {
            output += element.lines(at: path + "[]", mark: "")
        }
        for (key, member) in members.sorted(by: { $0.key < $1.key }) {
            let mark = member.isOptional ? "?" : ""
            output += member.shape.lines(at: JSONShapePath.join(path, key), mark: mark)
        }
        return output
    }
}
