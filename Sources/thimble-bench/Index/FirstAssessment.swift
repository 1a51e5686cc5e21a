// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

/// An index that is built from nothing, with everything that is freed after the clock has stopped.
struct FirstAssessment {
    let snapshot: FleetSnapshot
    let findings: AllFindings
    private let facts: FleetFacts
    private let writer: FleetWriter

    /// Builds the index of devices and advisories, and finds all that is missing.
    init(_ facts: FleetFacts, _ records: [StoredPatchRecord]) {
        var facts = facts
        facts.catalogue = .whole(Catalogue(records: records, revisions: []))
        writer = FleetWriter(limits: BenchDevice.limits)
        snapshot = writer.take(facts)
        findings = AllFindings(snapshot)
        self.facts = facts
    }
}

/// What the commands of a first assessment print.
struct FirstAssessmentReport: Encodable {
    let milliseconds: [Double]
    let findings: Int
}
