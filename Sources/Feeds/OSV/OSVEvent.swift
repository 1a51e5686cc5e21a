// SPDX-License-Identifier: Apache-2.0

/// One element of a range's `events`: where being affected begins or ends.
enum OSVEvent: Decodable, Equatable {
    /// This version is the first affected one; `0` stands for the first of all.
    case introduced(String)
    /// This version is no longer affected.
    case fixed(String)
    /// This version is the last affected one that is known; no fixed one is.
    case lastAffected(String)
    /// What comes from here on is not looked at.
    case limit(String)

    /// The fields of a range.
    enum RangeKeys: String, CodingKey { case type, events }

    /// The fields of an event, of which each one has exactly one.
    enum Keys: String, CodingKey, CaseIterable {
        case introduced, fixed, limit
        case lastAffected = "last_affected"
    }

    /// Reads an event; throws where it has none or several of the fields.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        let keys = container.allKeys
        guard let key = keys.first, keys.count == 1 else {
            let names = Keys.allCases.map(\.rawValue).sorted().joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "an event has exactly one of \(names)"
                )
            )
        }
        let version = try container.nonEmptyText(key)
        switch key {
        case .introduced: self = .introduced(version)
        case .fixed: self = .fixed(version)
        case .lastAffected: self = .lastAffected(version)
        case .limit: self = .limit(version)
        }
    }
}

/// The place of an element in an array, for the path of an error.
struct OSVPlace: CodingKey {
    /// The place, counted from 0.
    let intValue: Int?
    /// The place as a text.
    let stringValue: String

    /// Makes the key of a place.
    init(_ place: Int) {
        intValue = place
        stringValue = String(place)
    }

    /// Makes the key of a place.
    init?(intValue: Int) { self.init(intValue) }

    /// There are no names in an array.
    init?(stringValue: String) { nil }
}

extension KeyedDecodingContainer {
    /// A text that must be there and say something.
    func nonEmptyText(_ key: Key) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard !text.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: self,
                debugDescription: "the text is empty"
            )
        }
        return text
    }
}
