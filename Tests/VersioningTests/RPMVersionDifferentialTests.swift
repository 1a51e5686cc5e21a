// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

/// The comparison against rpm itself.
@Suite struct RPMVersionDifferentialTests {
    @Test(
        "pairs with and without faults are split and ordered as by rpm's library",
        .enabled(if: ReferenceTool.rpmPython.isPresent, "python3-rpm is not on this machine")
    )
    func agreesWithLibrary() throws {
        var samples = RPMVersionSamples(seed: 0x7270_6D)
        let answers = try expectAgreement(.rpmPython, (0..<40_000).map { _ in samples.pair() })
        #expect(answers.contains("?"))
    }

    @Test(
        "versions are ordered as by the rpm program",
        .enabled(if: ReferenceTool.rpmLua.isPresent, "rpm is not on this machine")
    )
    func agreesWithProgram() throws {
        var samples = RPMVersionSamples(seed: 0x6C75_61)
        let pairs = (0..<20_000).map { _ in samples.pair() }
        try expectAgreement(
            .rpmLua,
            // rpm is not told about the blanks around a version, nor asked about faults.
            pairs.filter { a, b in
                RPMVersion.compare(a, b) != nil && !(a + b).contains { " \t".contains($0) }
            }
        )
    }

    @discardableResult
    private func expectAgreement(
        _ tool: ReferenceTool,
        _ pairs: [(String, String)]
    ) throws -> Set<Substring> {
        let answers = try tool.answers(for: pairs)
        try #require(answers.count == pairs.count)
        let differences = zip(pairs, answers).compactMap { pair, answer -> String? in
            let ours = VersionScheme.rpm.compare(pair.0, pair.1)?.symbol ?? "?"
            return ours == answer ? nil : "\(pair): \(ours), \(tool.name) says \(answer)"
        }
        #expect(differences.isEmpty)
        // Guards against samples that stop exercising an answer.
        #expect(Set(answers).isSuperset(of: ["-1", "0", "1"]))
        return Set(answers)
    }
}
