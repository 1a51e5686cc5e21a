// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// Updates of Windows: no versions, only what replaces what.
@Suite struct SupersedenceRuleTests {
    /// A cumulative update each month of three years, each replacing the one before.
    private static let years =
        (1...36).map { month in
            "kb Oak KB\(1_000 + month)\(month > 1 ? " KB\(999 + month)" : "") day=\(month * 30)"
        }.joined(separator: "\n")

    private static func stored(_ last: Int, _ word: String) -> String {
        (1...36).map { month in
            month == last ? "KB\(1_000 + month) installed up_to_date" : "KB\(1_000 + month) \(word)"
        }.joined(separator: "\n")
    }

    static let cases = [
        RuleCase(
            "updates of years ago are missing on a machine with the newest cumulative one",
            catalogue: years,
            machine: "KB1036",
            stream: "windows:Oak",
            finds: stored(36, "installed replaced_by_installed"),
            explains: "KB1001 -> installed replaced_by_installed",
            "KB1036 -> installed up_to_date"
        ),
        RuleCase(
            "a new machine is told to install three years of updates",
            catalogue: years,
            machine: "",
            stream: "windows:Oak",
            finds: stored(0, "missing update_not_installed < KB1036")
                .replacing(
                    "KB1036 missing update_not_installed < KB1036",
                    with: "KB1036 missing update_not_installed"
                ),
            explains: "KB1001 -> missing update_not_installed",
            "KB1036 -> missing update_not_installed"
        ),
        RuleCase(
            "a chain breaks at an update that the product does not list",
            catalogue: "kb Oak KB1\nkb Elm KB2 KB1\nkb Oak KB3 KB2",
            machine: "KB3",
            stream: "windows:Oak",
            finds: "KB1 installed replaced_by_installed\nKB3 installed up_to_date",
            explains: "KB1 -> installed replaced_by_installed",
            "KB2 -> notApplicable other_release"
        ),
        RuleCase(
            "what an update replaces on another product is taken for this one",
            catalogue: "kb Oak KB1\nkb Oak KB2\nkb Elm KB1\nkb Elm KB2 KB1",
            machine: "KB2",
            stream: "windows:Oak",
            finds: "KB1 missing update_not_installed\nKB2 installed up_to_date",
            explains: "KB1 -> missing update_not_installed"
        ),
        RuleCase(
            "updates that replace each other never end",
            catalogue: "kb Oak KB1 KB3\nkb Oak KB2 KB1\nkb Oak KB3 KB2",
            machine: "KB2",
            stream: "windows:Oak",
            finds: """
                KB1 installed replaced_by_installed
                KB2 installed up_to_date
                KB3 installed replaced_by_installed
                """
        ),
        RuleCase(
            "of updates that replace each other none is left to install",
            catalogue: "kb Oak KB1 KB2\nkb Oak KB2 KB1",
            machine: "",
            stream: "windows:Oak",
            finds: "KB1 missing update_not_installed\nKB2 missing update_not_installed"
        ),
        RuleCase(
            "an update that replaces itself supersedes itself",
            catalogue: "kb Oak KB1 KB1",
            machine: "",
            stream: "windows:Oak",
            finds: "KB1 missing update_not_installed"
        ),
        RuleCase(
            "an update that nothing replaces is forgotten beside a cumulative one",
            catalogue: "kb Oak KB1\nkb Oak KB7\nkb Oak KB2 KB1",
            machine: "KB2",
            stream: "windows:Oak",
            finds: """
                KB1 installed replaced_by_installed
                KB2 installed up_to_date
                KB7 missing update_not_installed
                """
        ),
        RuleCase(
            "an installed update that the product does not list counts for nothing",
            catalogue: "kb Oak KB1\nkb Elm KB2 KB1",
            machine: "KB2",
            stream: "windows:Oak",
            finds: "KB1 installed replaced_by_installed"
        ),
        RuleCase(
            "another product's updates are missing",
            catalogue: "kb Oak KB1\nkb Elm KB2",
            machine: "KB1",
            stream: "windows:Oak",
            finds: "KB1 installed up_to_date",
            explains: "KB2 -> notApplicable other_release"
        ),
        RuleCase(
            "an update that its publisher took back is still asked for",
            catalogue: "kb Oak KB1 withdrawn\nkb Oak KB2",
            machine: "KB2",
            stream: "windows:Oak",
            finds: "KB2 installed up_to_date",
            explains: "KB1 -> notApplicable withdrawn"
        ),
    ]

    @Test("an update brings all that it replaces, step by step", arguments: cases)
    func keeps(_ rule: RuleCase) throws { try rule.check() }

    @Test("the update that supersedes another one is what one would install, without dates too")
    func supersedesToTheEnd() throws {
        for first in 1...20 {
            let names = (0..<4).map { "KB\(first * 10 + $0)" }
            let rule = RuleCase(
                "",
                catalogue: "kb Oak \(names[0])\n"
                    + (1..<4).map { "kb Oak \(names[$0]) \(names[$0 - 1])\n" }.joined(),
                machine: "",
                stream: "windows:Oak",
                finds: names.dropLast().map {
                    "\($0) missing update_not_installed < \(names[3])\n"
                }.joined() + "\(names[3]) missing update_not_installed"
            )
            try rule.check()
        }
    }

    @Test("a machine of a product that no feed lists is unknown, not healthy")
    func unlistedProduct() throws {
        let rule = RuleCase(
            "",
            catalogue: "kb Oak KB1",
            machine: "KB1",
            stream: "windows:Ash",
            finds: ""
        )
        try rule.check()
        let snapshot = try rule.snapshot()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(snapshot.unknown(device, now: Snapshots.now) == .noCatalogue)
        #expect(snapshot.health(device, now: Snapshots.now) == .unknown)
    }
}
