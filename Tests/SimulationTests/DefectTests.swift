// SPDX-License-Identifier: Apache-2.0
import Simulation
import Testing

/// Laws that nothing can break prove nothing: each deliberate mistake must be noticed.
@Suite struct DefectTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let defect: Defect
        /// The laws of which at least one must be broken.
        let laws: Set<String>

        var testDescription: String { defect.rawValue }
    }

    static let cases = [
        Case(defect: .losesCounts, laws: ["counts"]),
        Case(defect: .forgetsSlots, laws: ["one run", "slots"]),
        Case(defect: .ignoresHalts, laws: ["halts", "decisions"]),
        Case(defect: .losesReports, laws: ["states", "rest", "orders"]),
        Case(defect: .ignoresWindows, laws: ["windows"]),
        Case(defect: .ignoresBrakes, laws: ["halts"]),
        Case(defect: .ignoresLimits, laws: ["limits"]),
        Case(defect: .ignoresSoaking, laws: ["rings"]),
        Case(defect: .ignoresShares, laws: ["links"]),
        Case(defect: .forgetsRuns, laws: ["sources"]),
        Case(defect: .approvesEverything, laws: ["approvals"]),
        Case(defect: .believesReports, laws: ["truth"]),
        Case(defect: .repeatsOrders, laws: ["orders"]),
        Case(defect: .ignoresExpiry, laws: ["ends", "windows"]),
        Case(defect: .ignoresSlots, laws: ["slots"]),
    ]

    @Test("a mistake is noticed", arguments: cases)
    func isNoticed(_ given: Case) {
        let options = WorldOptions(defect: given.defect)
        let broken = (1...60 as ClosedRange<UInt64>).lazy
            .map { Set(World.run(seed: $0, options: options).violations.map(\.law)) }
            .first { !$0.isDisjoint(with: given.laws) }
        #expect(broken != nil, "60 worlds with the mistake break none of \(given.laws)")
    }

    @Test("every mistake has its case")
    func casesAreComplete() {
        #expect(Set(Self.cases.map(\.defect)) == Set(Defect.allCases))
    }

    @Test("a broken law names the seed, the time and what led to it")
    func violationsTell() throws {
        let options = WorldOptions(defect: .losesCounts)
        let violation = try #require(
            (1...60 as ClosedRange<UInt64>).lazy
                .compactMap { World.run(seed: $0, options: options).violations.first }.first
        )
        #expect(violation.description.contains("seed \(violation.seed)"))
        #expect(violation.description.contains(violation.law))
        #expect(!violation.lines.isEmpty)
    }
}
