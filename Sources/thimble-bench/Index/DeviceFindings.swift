// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet

/// `thimble-bench device-findings`: what one device misses, with the reasons.
struct DeviceFindings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device-findings",
        abstract: "Find and explain what single devices of a large fleet miss."
    )

    private static let sampleCount = 10_000
    private static let seed: UInt64 = 20_261_122

    @OptionGroup var feeds: FeedOptions

    @Option(help: "The fleet by columns.")
    var fleet: String

    @Option(help: "Every so manieth device is answered.")
    var step = 97

    @Option(help: "Where the answers are written.")
    var answers: String

    func validate() throws {
        if step < 1 { throw ValidationError("--step is at least 1") }
    }

    func run() throws {
        let fleet = try ColumnFleet(path: fleet)
        let catalogue = Catalogue(records: try feeds.records(), revisions: [])
        let writer = FleetWriter(limits: BenchDevice.limits)
        let snapshot = writer.take(fleet.facts(catalogue))
        var numbers = SeededNumbers(seed: Self.seed)
        var samples = Samples(capacity: Self.sampleCount)
        for _ in 0..<Self.sampleCount where fleet.count > 0 {
            let slot = UInt32(numbers.next(below: fleet.count))
            _ = samples.measure { snapshot.devices[slot: slot].map { snapshot.findings($0) } }
        }
        var answers = Answers()
        for index in stride(from: 0, to: fleet.count, by: step) {
            guard let device = snapshot.devices[slot: UInt32(index)] else { continue }
            let lines = snapshot.findings(device).flatMap(Self.lines)
            answers.add(device.device.name, lines: lines)
        }
        try answers.write(to: self.answers)
        try Report.write(Report.Latency(samples))
    }

    /// One line for each advisory and package of a finding that is missing.
    private static func lines(_ finding: Finding) -> [String] {
        guard finding.state.isMissing else { return [] }
        return finding.patch.advisories.flatMap { advisory in
            finding.packages.filter(\.isOlder).map {
                "\(advisory.name) \($0.name) \($0.installed) \($0.fixed)\n"
            }
        }
    }
}
