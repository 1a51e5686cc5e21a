// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// A complaint about patch tools: a catalogue, a machine, what must be found on it, and why.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let catalogue: String
    let machine: String
    let suites: [String]?
    let stream: String
    let findings: String
    let explanations: [(patch: String, answer: String)]

    /// Describes a case.
    ///
    /// The findings are lines as ``Finding/line(_:)`` writes them, in any order; an explanation is
    /// a patch's name and, after an arrow, its state and the reason.
    init(
        _ complaint: String,
        catalogue: String,
        machine: String,
        suites: [String]? = nil,
        stream: String = "debian:12",
        finds findings: String,
        explains explanations: String...
    ) {
        testDescription = complaint
        self.catalogue = catalogue
        self.machine = machine
        self.suites = suites
        self.stream = stream
        self.findings = findings
        self.explanations = explanations.map { text in
            let sides = text.split(separator: " -> ", maxSplits: 1).map(String.init)
            return (sides[0], sides.count > 1 ? sides[1] : "")
        }
    }

    /// The machine's inventory.
    func inventory() throws -> Inventory {
        try Machine.inventory(machine, suites: suites, stream: stream)
    }

    /// An index of this machine alone, as device 1.
    func snapshot() throws -> FleetSnapshot {
        Snapshots.snapshot(
            try World(catalogue),
            inventories: ["d": try inventory()],
            devices: [Snapshots.device(1)]
        )
    }

    /// Asks the assessor and the index, and has each patch explained.
    func check() throws {
        let snapshot = try snapshot()
        let assessor = Assessor(snapshot.catalogue)
        let inventory = try inventory()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        let found = snapshot.findings(device)
        #expect(
            found.map { $0.line(snapshot.catalogue) }.sorted()
                == findings.split(separator: "\n").map(String.init).sorted()
        )
        #expect(assessor.assess(inventory).findings == found)
        for (name, answer) in explanations {
            // The one of the machine's own release, where several have the name.
            let named = snapshot.catalogue.ordered.filter { $0.name == name }
            let patch = named.first { $0.stream.rawValue == stream } ?? named.first
            let finding = assessor.explain(try #require(patch, "\(name)"), on: inventory)
            #expect("\(finding.state.rawValue) \(finding.reason.rawValue)" == answer, "\(name)")
        }
    }
}
