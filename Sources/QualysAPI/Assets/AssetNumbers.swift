// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The numbers of assets that a client wants the identities of.
struct AssetNumbers {
    /// The most numbers of one call.
    static let countMax = 1_000
    /// The most bytes of a body: so many numbers of twenty characters, quoted, each on a line.
    static let bodyBytesMax = 65_536

    private let numbers: [Int64]

    /// Reads a body: a list of whole numbers, each also as text.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    init(_ body: JSONValue?) throws(DomainError) {
        guard let elements = body?.elements else { throw Self.refusal("must be a list") }
        guard elements.count <= Self.countMax else {
            throw Self.refusal("must have at most \(Self.countMax) elements")
        }
        var numbers: [Int64] = []
        var seen: Set<Int64> = []
        for (place, element) in elements.enumerated() {
            guard let number = element.int64 else {
                throw Self.refusal("element \(place) must be a whole number")
            }
            if seen.insert(number).inserted { numbers.append(number) }
        }
        self.numbers = numbers
    }

    /// What is known of them in a view, in the order in which they were sent.
    func reply(_ view: FleetView) -> Reply {
        let wanted = Filter.test(DeviceField.number, .isOneOf(numbers.map { .number($0) }))
        let found = Dictionary(
            view.devices(wanted).map { ($0.device.number, $0.device.id) },
            uniquingKeysWith: { first, _ in first }
        )
        return .json(capacity: 256 + 96 * numbers.count) { json in
            json.object { json in
                json.array("mappedAssets") { json in
                    for number in numbers {
                        guard let id = found[number] else { continue }
                        json.object { json in
                            json.field("assetId", number)
                            json.field("assetUuid", id.description)
                        }
                    }
                }
                json.array("unmappedAssets") { json in
                    for number in numbers where found[number] == nil { json.integer(number) }
                }
            }
        }
    }

    private static func refusal(_ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "body: \(reason)")
    }

    /// The shape of the answer.
    static let schema = Schema.object([
        "mappedAssets": .array(of: .object(["assetId": .integer, "assetUuid": .string])),
        "unmappedAssets": .array(of: .integer),
    ])
}
