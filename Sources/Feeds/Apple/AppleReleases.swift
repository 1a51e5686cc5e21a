// SPDX-License-Identifier: Apache-2.0
import Domain

/// The releases of macOS of one import, each once, and what is left aside of its documents.
struct AppleReleases {
    private var described: [AppleVersion: AppleRelease] = [:]
    private var listed: [AppleVersion: AppleRelease] = [:]
    private var otherProducts: [String: Int] = [:]
    /// The older of the times at which the documents were made; `nil` where none says.
    private var madeAt: Timestamp?
    /// Updates that are for single models.
    var forSingleModels = 0
    /// Versions that Apple lists for device management alone.
    var managedOnly = 0
    /// Rapid responses in Apple's list, which does not say what they fix.
    var listedResponses = 0
    /// The CVEs that a document calls exploited.
    var exploited: Set<String> = []

    /// Adds a release that SOFA describes.
    mutating func add(described release: AppleRelease) {
        described[release.version] = described[release.version]?.joined(with: release) ?? release
    }

    /// Adds a release of which Apple's list says no more than its day; what SOFA says of the same
    /// one is better.
    mutating func add(listed release: AppleRelease) {
        listed[release.version] = listed[release.version]?.joined(with: release) ?? release
    }

    /// Whether SOFA describes a version.
    func describes(_ version: AppleVersion) -> Bool { described[version] != nil }

    /// Counts releases of other products.
    mutating func leaveAside(_ count: Int = 1, of product: String) {
        otherProducts[product, default: 0] += count
    }

    /// Notes when a document was made.
    mutating func note(madeAt time: Timestamp) { madeAt = min(madeAt ?? time, time) }

    /// The content; throws `.feedMalformed` where there is no release of macOS at all.
    func content(source: String) throws -> FeedContent {
        let releases = listed.merging(described) { _, better in better }
        guard !releases.isEmpty else {
            let others = Self.counts(otherProducts)
            throw DomainError.malformed(
                source,
                line: nil,
                "it names no release of macOS" + (others.isEmpty ? "" : ", but \(others)")
            )
        }
        let records = releases.values.map(\.record).sorted {
            ($0.stream.rawValue, $0.version) < ($1.stream.rawValue, $1.version)
        }
        var content = FeedContent(
            feed: "apple",
            digest: Self.digest(records),
            source: source,
            records: records
        )
        content.publishedAt = madeAt
        content.remarks = remarks
        return content
    }

    private var remarks: [String] {
        let others = otherProducts.values.reduce(0, +)
        let counts = [
            ("Updates for single models, left aside", forSingleModels),
            ("Versions for device management alone, left aside", managedOnly),
            ("Rapid responses of Apple's list, left aside", listedResponses),
            ("CVEs called exploited without a day, left to the feed kev", exploited.count),
        ]
        return counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)." }
            + (others == 0
                ? []
                : [
                    "Releases of other products, left aside: \(others)"
                        + " (\(Self.counts(otherProducts)))."
                ])
    }

    private static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }

    /// Of everything that the records say, so that a new packing of the same facts changes nothing.
    private static func digest(_ records: [PatchRecord]) -> String {
        var hash = ContentHash()
        hash.add("apple records 1")
        for record in records {
            for text in [record.stream.rawValue, record.version, record.title ?? ""] {
                hash.add(text)
            }
            hash.add("\(record.severity?.rawValue ?? -1) \(record.classification?.rawValue ?? "")")
            hash.add("\(record.advisories.count)")
            for advisory in record.advisories {
                hash.add(advisory.name)
                hash.add(advisory.title)
                hash.add("\(advisory.issuedAt?.milliseconds ?? -1)")
                hash.add(advisory.cves.joined(separator: " "))
            }
        }
        return hash.hexadecimal
    }
}
