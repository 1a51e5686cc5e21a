// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet

/// Measures how soon the devices are known that a new advisory concerns.
struct NewAdvisory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-advisory",
        abstract: "Find the devices of advisories that the index does not know."
    )

    /// How often is measured at least.
    private static let samplesMin = 1_000

    @OptionGroup var feeds: FeedOptions

    @Option(help: "The fleet by columns.")
    var fleet: String

    @Option(help: "Where the answers are written.")
    var answers: String

    func run() throws {
        let fleet = try ColumnFleet(path: fleet)
        let rows = try feeds.rows()
        let writer = FleetWriter(limits: BenchDevice.limits)
        let snapshot = writer.take(fleet.facts(.empty))
        var samples = Samples()
        var found: [String: Bitmap] = [:]
        while !rows.isEmpty, samples.count < Self.samplesMin {
            for row in rows {
                let slots = samples.measure { Self.slots(row, snapshot) }
                let devices = Bitmap(count: fleet.count, slots: slots)
                if found[row.key]?.formUnion(devices) == nil { found[row.key] = devices }
            }
        }
        var answers = Answers()
        for (key, devices) in found { answers.add(key, devices) }
        try answers.write(to: self.answers)
        try Report.write(Report.Latency(samples))
    }

    /// The devices that have the package in an older version, ascending.
    private static func slots(_ row: FeedOptions.Row, _ snapshot: FleetSnapshot) -> [UInt32] {
        snapshot.devices(
            olderThan: PatchRecord(
                stream: row.stream,
                source: row.package,
                version: row.version
            )
        ).slots
    }
}
