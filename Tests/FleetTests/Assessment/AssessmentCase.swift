// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// One world, one machine and what is found on it, line by line.
struct AssessmentCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let catalogue: String
    let machine: String
    let suites: [String]?
    let findings: String

    init(
        _ name: String,
        catalogue: String,
        machine: String,
        suites: [String]? = nil,
        finds findings: String
    ) {
        testDescription = name
        self.catalogue = catalogue
        self.machine = machine
        self.suites = suites
        self.findings = findings
    }

    /// Judges the machine and compares; findings of one source are compared as a set.
    func check() throws {
        let world = try World(catalogue)
        let inventory = try Machine.inventory(machine, suites: suites)
        let assessment = Assessor(world.catalogue).assess(inventory)
        #expect(assessment.unknown == nil)
        #expect(
            assessment.findings.map { $0.line(world.catalogue) }.sorted()
                == findings.split(separator: "\n").map(String.init).sorted()
        )
        for finding in assessment.findings {
            #expect(assessment.finding(of: finding.patch.id) == finding)
        }
    }
}
