// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import ArgumentParser
import Domain
import Fleet
import Foundation

/// `thimble-bench cold-strings`: from strings in memory to all findings, on one thread.
struct ColdStrings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cold-strings",
        abstract: "Assess a fleet for the first time, from strings in memory."
    )

    @OptionGroup var feeds: FeedOptions

    @Option(help: "The devices, as thimble device import reads them; dpkg's alone.")
    var devices: String

    @Option(help: "How often it is measured.")
    var rounds = 5

    @Option(help: "Where the answers are written.")
    var answers: String

    /// A device as strings.
    private struct Listed {
        let name: String
        let stream: String
        let packages: [(source: String, version: String)]
    }

    func run() throws {
        let fleet = try TextSource(path: devices)
        let records = try feeds.records()
        var rounds = Rounds()
        var last: FirstAssessment?
        for _ in 0..<max(1, self.rounds) {
            last = nil
            let listed = fleet.listed()
            last = rounds.measure { FirstAssessment(Self.facts(listed), records) }
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

    /// Everything that strings say of devices, as the index takes it.
    private static func facts(_ listed: [Listed]) -> FleetFacts {
        var facts = FleetFacts(changeNumber: 1, isEverything: true)
        facts.devices.reserveCapacity(listed.count)
        var table = PackageTable()
        var profiles = ProfileNumbers()
        var arrangement = AscendingNumbers()
        var numbers: [UInt32] = []
        for device in listed {
            numbers.removeAll(keepingCapacity: true)
            table.append(numbersOf: device.packages, to: &numbers)
            arrangement.arrange(&numbers)
            let profile = InventoryProfile(
                stream: device.stream,
                architecture: "amd64",
                repositories: nil
            )
            facts.devices.append(
                FleetFacts.DeviceFact(
                    BenchDevice.make(
                        facts.devices.count,
                        name: device.name,
                        stream: device.stream
                    ),
                    packages: PackageList(
                        profile: profiles.number(of: profile),
                        deciding: numbers
                    )
                )
            )
        }
        facts.profiles = profiles.profiles
        facts.packages = table.packages
        return facts
    }

    /// A fleet that strings are made from, anew for each round.
    private struct TextSource {
        private var table = PackageTable()
        private var devices: [ScannedDevice] = []

        init(path: String) throws {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            try DeviceFileScanner.scan(bytes, into: &table) { device, _ in
                devices.append(device)
            }
            guard table.packages.allSatisfy({ $0.name == nil }) else {
                throw DomainError(.requestInvalid, subject: "\(path): not of source packages alone")
            }
        }

        /// The devices as strings that share no memory.
        func listed() -> [Listed] {
            let texts = table.packages.map { (Array($0.source.utf8), Array($0.version.utf8)) }
            return devices.map { device in
                Listed(
                    name: device.name,
                    stream: device.profile.stream,
                    packages: device.packages.map { number in
                        let (source, version) = texts[Int(number)]
                        return (
                            String(decoding: source, as: UTF8.self),
                            String(decoding: version, as: UTF8.self)
                        )
                    }
                )
            }
        }
    }
}
