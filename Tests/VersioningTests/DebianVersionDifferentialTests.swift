// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

/// The comparison against the programs whose order it claims to have.
///
/// The programs do not agree on everything. apt's library checks no syntax: it takes "1.0-" for
/// older than "1.0-0", reads an epoch as text and knows no limit for it. The Perl class dies on
/// what dpkg itself merely warns about, and compares numbers as floating point, so that it finds
/// 18446744073709551616 and 18446744073709551606 equal. dpkg has the last word on a machine: it
/// sees broken pairs too, the others see the pairs on which all three must agree.
@Suite struct DebianVersionDifferentialTests {
    @Test(
        "pairs with faults are ordered, or refused, as by dpkg itself",
        .enabled(if: ReferenceTool.dpkg.isPresent, "dpkg is not on this machine")
    )
    func agreesWithDpkg() throws {
        var samples = DebianVersionSamples(seed: 0x6470_6B67)
        try expectAgreement(.dpkg, (0..<1_800).map { _ in samples.wildPair() })
    }

    @Test(
        "well-formed pairs are ordered as by apt's library",
        .enabled(if: ReferenceTool.libapt.isPresent, "python3-apt is not on this machine")
    )
    func agreesWithLibapt() throws {
        var samples = DebianVersionSamples(seed: 0x6170_74)
        try expectAgreement(.libapt, (0..<40_000).map { _ in samples.wellFormedPair() })
    }

    @Test(
        "well-formed pairs are ordered as by dpkg's Perl class",
        .enabled(if: ReferenceTool.dpkgPerl.isPresent, "libdpkg-perl is not on this machine")
    )
    func agreesWithDpkgPerl() throws {
        var samples = DebianVersionSamples(seed: 0x7065_726C)
        let pairs = (0..<10_000).map { _ in samples.wellFormedPair() }
        try expectAgreement(.dpkgPerl, pairs.filter { !hasLongNumber($0.0 + " " + $0.1) })
    }

    /// True for a number with more digits than a double holds exactly.
    private func hasLongNumber(_ text: String) -> Bool {
        text.split { !("0"..."9" ~= $0) }.contains { $0.count > 15 }
    }

    private func expectAgreement(_ tool: ReferenceTool, _ pairs: [(String, String)]) throws {
        let answers = try tool.answers(for: pairs)
        try #require(answers.count == pairs.count)
        let differences = zip(pairs, answers).compactMap { pair, answer -> String? in
            let ours = VersionScheme.deb.compare(pair.0, pair.1)?.symbol ?? "?"
            return ours == answer ? nil : "\(pair): \(ours), \(tool.name) says \(answer)"
        }
        #expect(differences.isEmpty)
        // Guards against samples that stop exercising an answer.
        #expect(Set(answers).isSuperset(of: ["-1", "0", "1"]))
    }
}
