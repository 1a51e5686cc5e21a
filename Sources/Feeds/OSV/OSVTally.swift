// SPDX-License-Identifier: Apache-2.0

/// What an import of OSV files leaves aside, counted for its remarks.
struct OSVTally {
    /// What concerns one family of distributions.
    private struct Family {
        var withoutFix = 0
        var unaffected = 0
        var lateStarts = 0
        var pro = 0
        var otherRanges: [String: Int] = [:]
    }

    /// Advisories that their publisher has taken back.
    var withdrawn = 0
    /// Files that say what another one says.
    var repeated = 0
    /// Files about an advisory of which there is a newer one.
    var outdated = 0
    /// Files whose name does not end in `.json`.
    var otherFiles = 0
    private var families: [String: Family] = [:]
    private var unknown: [String: Int] = [:]

    /// Counts one affected package.
    mutating func count(_ package: OSVPackage) {
        switch package.ecosystem {
        case .other(let name): unknown[name, default: 0] += 1
        case .ubuntuPro: families["ubuntu", default: Family()].pro += 1
        case .rpm, .deb:
            guard let name = package.ecosystem.family else { return }
            var family = families[name] ?? Family()
            if package.isUnaffected {
                family.unaffected += 1
            } else if package.fixes.isEmpty {
                family.withoutFix += 1
            }
            if !package.fixes.isEmpty { family.lateStarts += package.lateStarts }
            for type in package.otherRanges { family.otherRanges[type, default: 0] += 1 }
            families[name] = family
        }
    }

    /// The sentences for the content of one family.
    func remarks(family name: String) -> [String] {
        let family = families[name] ?? Family()
        let counts = [
            ("Packages without a fix, left aside", family.withoutFix),
            ("Packages that no advisory affects, left aside", family.unaffected),
            ("Packages that only Ubuntu Pro fixes, left aside", family.pro),
            ("Ranges that begin at a later version, taken from the first on", family.lateStarts),
            ("Advisories that were withdrawn, left aside", withdrawn),
            ("Files that repeat another one", repeated),
            ("Files that a newer one replaces", outdated),
            ("Files that are not JSON, left aside", otherFiles),
        ]
        return counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)." }
            + Self.sentence("Ranges of other types, left aside", family.otherRanges)
            + Self.sentence("Packages of other ecosystems, left aside", unknown)
    }

    private static func sentence(_ start: String, _ counts: [String: Int]) -> [String] {
        if counts.isEmpty { return [] }
        let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let total = counts.values.reduce(0, +)
        return ["\(start): \(total) (\(parts.joined(separator: ", ")))."]
    }
}
