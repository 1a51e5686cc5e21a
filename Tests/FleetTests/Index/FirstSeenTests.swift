// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

@Suite struct FirstSeenTests {
    /// A day of the test.
    private static func day(_ number: Int64) -> Timestamp {
        Timestamp(milliseconds: number * 86_400_000)
    }

    /// The findings of a machine that was scanned first on day 1, each as `name state day`; the
    /// catalogue is of day 2, and `oak` came on day 3.
    private func days(_ catalogue: String, _ machine: String) throws -> [String] {
        let records = try World(catalogue).records.map { stored in
            var stored = stored
            stored.firstImportedAt = Self.day(2)
            return stored
        }
        var device = Snapshots.device(1)
        device.firstScannedAt = Self.day(1)
        device.installedSince = ["oak": Self.day(3)]
        let snapshot = FleetWriter(limits: Snapshots.limits).take(
            FleetFacts(
                catalogue: Catalogue(records: records, revisions: []),
                devices: [(device: device, inventory: try Machine.inventory(machine))]
            )
        )
        let indexed = try #require(snapshot.devices[device.id])
        return snapshot.findings(indexed).map { finding in
            let first = snapshot.firstSeen(finding, on: indexed)
            let day = first.map { "\($0.milliseconds / 86_400_000)" } ?? "-"
            return "\(finding.patch.name) \(finding.state.rawValue) \(day)"
        }
    }

    @Test(
        "what is lacked or has no fix is dated by its packages, and nothing else is dated",
        arguments: [
            ("dsa DSA-1 oak 2", "oak:amd64 1 oak", "oak 2 missing 3"),
            ("dsa DSA-1 elm 2", "elm:amd64 1 elm", "elm 2 missing 2"),
            ("dsa DSA-1 oak 2", "oak:amd64 2 oak", "oak 2 installed -"),
            ("dsa DSA-1 oak 2", "oak:amd64 1 oak hold", "oak 2 held 3"),
            ("dsa DSA-1 oak 2", "- 1 oak", "oak 2 missing 3"),
            // The older of two packages counts, and one that is new enough does not.
            ("dsa DSA-1 oak 2", "oak:amd64 1 oak\nliboak:amd64 1 oak", "oak 2 missing 2"),
            ("dsa DSA-1 oak 2", "oak:amd64 1 oak\nliboak:amd64 2 oak", "oak 2 missing 3"),
            ("open CVE-1 affected oak", "oak:amd64 1 oak", "CVE-1 unfixed 3"),
            ("open CVE-1 affected elm", "elm:amd64 1 elm", "CVE-1 unfixed 2"),
        ]
    )
    func dates(_ catalogue: String, _ machine: String, _ expected: String) throws {
        #expect(try days(catalogue, machine) == [expected])
    }
}
