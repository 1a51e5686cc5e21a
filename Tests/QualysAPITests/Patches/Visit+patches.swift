// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Web

extension Visit {
    /// A value as it stands in a query, every byte but letters and digits escaped.
    static func escaped(_ value: String) -> String {
        value.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            if byte < 0x80, Character(scalar).isLetter || Character(scalar).isNumber {
                return String(scalar)
            }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%\(digits.count == 1 ? "0" : "")\(digits)"
        }
        .joined()
    }
}

extension World {
    /// Imports a feed; what an earlier one of the name said and this one does not is withdrawn.
    func importFeed(_ name: String, _ records: [PatchRecord]) async throws {
        let content = FeedContent(
            feed: name,
            digest: records.map(\.source).joined(separator: " "),
            source: "memory",
            records: records
        )
        _ = try await services.catalog.importFeeds([content], by: Self.owner)
    }

    /// Adds updates for Windows Server 2022 that nobody has, each a day older than the one before;
    /// their articles are KB6000000 and the next numbers.
    func addUpdates(_ count: Int) async throws {
        let records = (0..<count).map { place in
            PatchRecord(
                stream: WorldCatalogue.windows,
                source: "KB\(6_000_000 + place)",
                version: "",
                advisories: [
                    AdvisoryReference(
                        name: "KB\(6_000_000 + place)",
                        title: "Update \(place)",
                        issuedAt: SteppingClock.start + .seconds(-86_400 * (100 + place)),
                        cves: []
                    )
                ],
                severity: .low,
                classification: .security,
                supersedes: []
            )
        }
        try await importFeed("more", records)
    }
}
