// SPDX-License-Identifier: Apache-2.0

/// What an import of CVRF documents leaves aside, counted for its remarks.
struct MSRCTally {
    /// Fixes for a product that are no KB, by what they are.
    var otherFixes: [String: Int] = [:]
    /// Fixes that name no product.
    var fixesWithoutProduct = 0
    /// Affected products for which a vulnerability names no fix, nor that there is none.
    var withoutAnswer = 0
    /// Vulnerabilities without a CVE's name, such as Microsoft's own `ADV180002`.
    var withoutCVE = 0
    /// Entries of `Supercedence` that are no KB.
    var unreadableReplaced = 0

    /// The sentences; `selfReplacements` is how often a KB was said to replace itself.
    func remarks(selfReplacements: Int, otherFiles: Int) -> [String] {
        let counts = [
            ("Fixes that name no product, left aside", fixesWithoutProduct),
            ("Affected products without an update, left aside", withoutAnswer),
            ("Vulnerabilities that name no CVE, taken without one", withoutCVE),
            ("Entries of Supercedence that are no KB, left aside", unreadableReplaced),
            ("Statements that a KB replaces itself, left aside", selfReplacements),
            ("Files that are no document, left aside", otherFiles),
        ]
        return KBBulletinTally.sentence("Fixes that are no KB, left aside", otherFixes)
            + counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)." }
    }
}
