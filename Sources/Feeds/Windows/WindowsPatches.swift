// SPDX-License-Identifier: Apache-2.0
import Domain

/// What a feed says of updates for Windows, collected from its many statements: one patch for each
/// product and KB.
struct WindowsPatches {
    /// One KB on one product.
    struct Entry {
        /// The product's number in ``WindowsPatches/products``.
        let product: Int32
        /// The KB.
        let kb: KBNumber
        /// How bad the worst statement calls it.
        var severity: Patch.Severity?
        /// The day of the newest statement.
        var issuedAt: Timestamp?
        /// Whether one statement asks for a restart.
        var needsReboot: Bool?
        /// The numbers of its CVEs and titles, as often as they were said.
        var cves: [Int32] = []
        var titles: [Int32] = []
        /// What it replaces, as often as it was said; never itself.
        var supersedes: [KBNumber] = []
    }

    /// The products, as the vendor writes them.
    var products = TextNumbers()
    /// The titles of all statements.
    var titles = TextNumbers()
    /// The CVEs of all statements.
    var cves = TextNumbers()
    /// How many times a KB was said to replace itself; it cannot, so that is left out.
    private(set) var selfReplacements = 0

    private var entries: [Entry] = []
    private var places: [UInt64: Int] = [:]

    /// How many patches there are.
    var count: Int { entries.count }

    /// Takes in a statement about a KB on a product; `change` adds what it says.
    mutating func add(product: Int32, kb: KBNumber, _ change: (inout Entry) -> Void) {
        let key = UInt64(UInt32(bitPattern: product)) << 32 | UInt64(kb.value)
        let place: Int
        if let known = places[key] {
            place = known
        } else {
            place = entries.count
            places[key] = place
            entries.append(Entry(product: product, kb: kb))
        }
        change(&entries[place])
        if entries[place].supersedes.contains(kb) {
            entries[place].supersedes.removeAll { $0 == kb }
            selfReplacements += 1
        }
    }

    /// The stream of a product.
    static func stream(_ product: String) -> Stream { Stream(rawValue: "windows:\(product)") }

    /// The records, by stream and KB; the order of the statements does not show in them.
    func records() -> [PatchRecord] {
        let streams = products.texts.map(Self.stream)
        let order = entries.indices.sorted { left, right in
            let (left, right) = (entries[left], entries[right])
            if left.product == right.product { return left.kb < right.kb }
            return streams[Int(left.product)] < streams[Int(right.product)]
        }
        return order.map { record(entries[$0], stream: streams[Int(entries[$0].product)]) }
    }

    private func record(_ entry: Entry, stream: Stream) -> PatchRecord {
        let name = entry.kb.name
        let title = title(of: entry.titles)
        let reference = AdvisoryReference(
            name: name,
            title: title ?? name,
            issuedAt: entry.issuedAt,
            cves: Set(entry.cves).map { cves[$0] }.sorted()
        )
        return PatchRecord(
            stream: stream,
            source: name,
            version: "",
            title: title,
            advisories: [reference],
            severity: entry.severity,
            classification: .security,
            supersedes: Set(entry.supersedes).map(\.name).sorted(),
            needsReboot: entry.needsReboot
        )
    }

    /// The title that is said most often, and how many others there are: an update has one for
    /// each vulnerability that it closes.
    private func title(of numbers: [Int32]) -> String? {
        var counts: [Int32: Int] = [:]
        for number in numbers { counts[number, default: 0] += 1 }
        let first = counts.max { left, right in
            (left.value, titles[right.key]) < (right.value, titles[left.key])
        }
        guard let first else { return nil }
        let title = titles[first.key]
        return counts.count == 1 ? title : "\(title), and \(counts.count - 1) more"
    }
}
