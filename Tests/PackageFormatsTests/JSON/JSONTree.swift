// SPDX-License-Identifier: Apache-2.0
import PackageFormats
import Testing

/// A document in memory, as the cursor reports it.
indirect enum JSONTree: Equatable, Sendable {
    case null
    case flag(Bool)
    case number(String)
    case string(String)
    case array([JSONTree])
    case object([Member])

    /// A key and its value.
    struct Member: Equatable, Sendable {
        var key: String
        var value: JSONTree
    }

    /// Reads a document of any shape.
    static func read(_ bytes: some Collection<UInt8>) throws -> JSONTree {
        try JSONCursor.read(bytes: bytes, name: "a.json") { try JSONTree(&$0) }
    }

    private init(_ cursor: inout JSONCursor) throws {
        switch cursor.kind {
        case .object:
            var members: [Member] = []
            try cursor.object { key, cursor in
                members.append(Member(key: key, value: try JSONTree(&cursor)))
            }
            self = .object(members)
        case .array:
            var elements: [JSONTree] = []
            try cursor.array { cursor in elements.append(try JSONTree(&cursor)) }
            self = .array(elements)
        case .string: self = .string(try cursor.string())
        case .boolean: self = .flag(try cursor.flag())
        case .null:
            #expect(try cursor.skipNull())
            self = .null
        case .number: self = .number(try cursor.numberText())
        case nil:
            try cursor.skip()
            self = .null
        }
    }
}
