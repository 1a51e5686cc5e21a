// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

/// The comparison against Python's own, on the versions of which both are sure.
@Suite struct DottedVersionDifferentialTests {
    @Test(
        "versions in Python's spellings are ordered as by Python, or not at all",
        .enabled(if: ReferenceTool.packaging.isPresent, "Python's packaging is not on this machine")
    )
    func agreesWithPackaging() throws {
        var random = SplitMix64(seed: 0x7079)
        let pairs = (0..<20_000).map { _ in (pythonVersion(&random), pythonVersion(&random)) }
        let answers = try ReferenceTool.packaging.answers(for: pairs)
        try #require(answers.count == pairs.count)
        var ordered = 0
        let differences = zip(pairs, answers).compactMap { pair, answer -> String? in
            guard let ours = VersionScheme.dotted.compare(pair.0, pair.1) else { return nil }
            ordered += 1
            let isEqual = ours.symbol == answer
            return isEqual ? nil : "\(pair): \(ours.symbol), Python says \(answer)"
        }
        #expect(differences.isEmpty)
        #expect(Set(answers).isSuperset(of: ["-1", "0", "1"]))
        // What has no order here is a development version against another kind of pre-release.
        #expect(ordered > pairs.count * 3 / 4)
    }

    private func pythonVersion(_ random: inout SplitMix64) -> String {
        var version = random.pick(["1", "1.0", "1.0.0", "1.2", "v1", "01.2"])
        let separators = ["", ".", "-", "_"]
        if random.below(2) == 0 {
            version += random.pick(separators)
            version += random.pick(["a1", "b1", "rc1", "alpha", "beta.2", "RC2", "pre1", "alpha10"])
        }
        if random.below(4) == 0 { version += ".post" + random.pick(["", "1", "2"]) }
        if random.below(4) == 0 { version += ".dev" + random.pick(["", "1", "2"]) }
        return version
    }
}
