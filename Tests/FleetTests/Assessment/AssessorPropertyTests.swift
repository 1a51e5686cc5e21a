// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

@Suite struct AssessorPropertyTests {
    @Test("the rules find exactly what a slow evaluation of every pair finds")
    func agreesWithNaiveEvaluation() {
        var counts = (missing: 0, held: 0, phased: 0)
        for seed in 0..<500 as Range<UInt64> {
            let world = RandomWorld(seed: seed)
            let assessor = Assessor(Catalogue(records: world.records, revisions: []))
            let assessment = assessor.assess(world.inventory)
            let naive = NaiveAssessment(world)
            let missing = assessment.findings.filter(\.state.isMissing)
            #expect(Set(missing.map(\.patch.id)) == naive.missing, "\(seed): \(world.story)")
            #expect(
                Set(missing.filter(\.isCurrent).map(\.patch.id)) == naive.current,
                "\(seed): \(world.story)"
            )
            let inState = { (state: Finding.State) in
                Set(missing.filter { $0.state == state }.map(\.patch.id))
            }
            #expect(inState(.held) == naive.held, "\(seed): \(world.story)")
            #expect(inState(.phased) == naive.phased, "\(seed): \(world.story)")
            counts.missing += naive.missing.count
            counts.held += naive.held.count
            counts.phased += naive.phased.count
        }
        // The worlds are not all empty.
        #expect(counts.missing > 500 && counts.held > 50 && counts.phased > 50)
    }

    @Test("findings name each patch once, and a successor is a patch that the machine lacks too")
    func findingsAreConsistent() {
        for seed in 0..<150 as Range<UInt64> {
            let world = RandomWorld(seed: seed)
            let assessor = Assessor(Catalogue(records: world.records, revisions: []))
            let findings = assessor.assess(world.inventory).findings
            let byPatch = Dictionary(grouping: findings, by: \.patch.id)
            #expect(byPatch.count == findings.count, "seed \(seed)")
            for finding in findings {
                let isMissing = finding.state.isMissing
                #expect(finding.packages.contains(where: \.isOlder) == isMissing, "seed \(seed)")
                #expect(!finding.packages.isEmpty, "seed \(seed)")
                guard let successor = finding.supersededBy else { continue }
                #expect(successor != finding.patch.id, "seed \(seed)")
                #expect(byPatch[successor]?.first?.state.isMissing ?? false, "seed \(seed)")
            }
        }
    }

    @Test("the order of records and packages makes no difference")
    func orderIsIrrelevant() {
        for seed in 0..<150 as Range<UInt64> {
            let world = RandomWorld(seed: seed)
            let forwards = Catalogue(records: world.records, revisions: [])
            let backwards = Catalogue(records: world.records.reversed(), revisions: [])
            let lines = [forwards, backwards].map { catalogue in
                Assessor(catalogue).assess(world.inventory).findings.map { finding in
                    "\(finding.patch.id) \(finding.state)"
                }
            }
            #expect(lines[0] == lines[1], "seed \(seed)")
        }
    }

    @Test("explaining a patch agrees with the assessment")
    func explanationAgrees() {
        for seed in 0..<150 as Range<UInt64> {
            let world = RandomWorld(seed: seed)
            let catalogue = Catalogue(records: world.records, revisions: [])
            let assessor = Assessor(catalogue)
            let inventory = world.inventory
            let assessment = assessor.assess(inventory)
            for patch in catalogue.ordered {
                let explained = assessor.explain(patch, on: inventory)
                if let finding = assessment.finding(of: patch.id) {
                    #expect(explained == finding, "seed \(seed)")
                } else {
                    #expect(explained.state == .notApplicable, "seed \(seed)")
                    #expect(explained.packages.isEmpty, "seed \(seed)")
                }
            }
        }
    }
}
