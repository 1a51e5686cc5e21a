// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageFormats

/// How lists and nested values are written into a text column.
///
/// The keys are sorted, so that equal values have equal text.
enum StoredJSON {
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private static let decoder = JSONDecoder()

    /// The text of a value.
    static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value of a text.
    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try decoder.decode(type, from: Data(text.utf8))
    }

    /// The value of a text, read by the value itself.
    static func read<Value: JSONReadable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONCursor.read(bytes: text.utf8, name: "\(Value.self)") {
            try Value(reading: &$0)
        }
    }
}
