// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Foundation
import Services

/// What was found, short enough to compare and exact to the device: by key the number of devices
/// and the SHA-256 of one character for each, `1` where it was found and `0` elsewhere.
struct Answers {
    /// One number and one digest, as a JSON array.
    struct Entry: Encodable {
        let count: Int
        let digest: String

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            try container.encode(count)
            try container.encode(digest)
        }
    }

    private(set) var entries: [String: Entry] = [:]
    private let order: [UInt32]?

    /// Makes answers about no key; `order` lists the slots that are written, all where it is `nil`.
    init(order: [UInt32]? = nil) { self.order = order }

    /// Answers a key with a set; leaves it out where the set is empty and `keepsEmpty` is false.
    mutating func add(_ key: String, _ set: Bitmap, keepsEmpty: Bool = false) {
        var marks: [UInt8]
        var count = 0
        if let order {
            marks = order.map { slot in UInt8(ascii: set.contains(slot) ? "1" : "0") }
            count = marks.count { $0 == UInt8(ascii: "1") }
        } else {
            marks = [UInt8](repeating: UInt8(ascii: "0"), count: set.count)
            set.forEachSlot { slot in
                marks[Int(slot)] = UInt8(ascii: "1")
                count += 1
            }
        }
        guard count > 0 || keepsEmpty else { return }
        entries[key] = Entry(count: count, digest: Hex.sha256(marks))
    }

    /// Answers a key with lines: their number and the digest of their text in the order of bytes.
    mutating func add(_ key: String, lines: [String]) {
        let sorted = lines.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        entries[key] = Entry(count: lines.count, digest: Hex.sha256(sorted.flatMap { $0 }))
    }

    /// Takes in the answers about other keys.
    mutating func add(_ other: Answers) { entries.merge(other.entries) { own, _ in own } }

    /// Writes the file.
    func write(to path: String) throws {
        try JSONEncoder().encode(entries).write(to: URL(fileURLWithPath: path))
    }
}

extension Answers {
    /// The findings of a whole fleet, under `ADVISORY PACKAGE`.
    init(findingsOf snapshot: FleetSnapshot, order: [UInt32]? = nil) {
        var found: [String: Bitmap] = [:]
        for slot in 0..<UInt32(snapshot.catalogue.count) {
            let patch = snapshot.catalogue.patch(at: slot)
            let names = patch.version.isEmpty ? Set(patch.binaries.map(\.name)) : [patch.source]
            for name in names {
                let devices = snapshot.devices(withOlder: name, thanPatchAt: slot)
                if devices.isEmpty { continue }
                for advisory in patch.advisories {
                    let key = "\(advisory.name) \(name)"
                    if found[key]?.formUnion(devices) == nil { found[key] = devices }
                }
            }
        }
        self.init(order: order)
        for (key, devices) in found { add(key, devices) }
    }
}
