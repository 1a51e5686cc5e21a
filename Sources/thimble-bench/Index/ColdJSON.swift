// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import ArgumentParser
import Domain
import Fleet
import Foundation

/// `thimble-bench cold-json`: from the text of inventories to all findings, index from nothing.
struct ColdJSON: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cold-json",
        abstract: "Assess a fleet for the first time, from the JSON of its inventories."
    )

    @OptionGroup var feeds: FeedOptions

    @Option(help: "The devices, as thimble device import reads them.")
    var devices: String

    @Option(help: "How often it is measured.")
    var rounds = 5

    @Option(help: "Where the answers are written.")
    var answers: String

    func run() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: devices)))
        let records = try feeds.records()
        var rounds = Rounds()
        var last: FirstAssessment?
        for _ in 0..<max(1, self.rounds) {
            last = nil
            last = try rounds.measure { FirstAssessment(try Self.facts(bytes), records) }
        }
        guard let last else { return }
        try Answers(findingsOf: last.snapshot).write(to: answers)
        try Report.write(
            FirstAssessmentReport(
                milliseconds: rounds.milliseconds,
                findings: last.findings.total
            )
        )
    }

    /// Everything that a file says of its devices, as the import and the index take it.
    private static func facts(_ bytes: [UInt8]) throws -> FleetFacts {
        var facts = FleetFacts(changeNumber: 1, isEverything: true)
        var table = PackageTable()
        var profiles = ProfileNumbers()
        var arrangement = AscendingNumbers()
        try DeviceFileScanner.scan(bytes, into: &table) { device, table in
            let stream = device.profile.stream
            var (deciding, others) = DecidingPackages.split(
                device.packages,
                of: Stream(rawValue: stream)
            ) { table.packages[Int($0)] }
            arrangement.arrange(&deciding)
            arrangement.arrange(&others)
            facts.devices.append(
                FleetFacts.DeviceFact(
                    BenchDevice.make(facts.devices.count, name: device.name, stream: stream),
                    packages: PackageList(
                        profile: profiles.number(of: device.profile),
                        deciding: deciding,
                        others: others
                    )
                )
            )
        }
        facts.profiles = profiles.profiles
        facts.packages = table.packages
        return facts
    }
}
