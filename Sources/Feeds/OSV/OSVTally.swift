// SPDX-License-Identifier: Apache-2.0

/// What an import of OSV files leaves aside, counted for its remarks.
struct OSVTally {
    /// What concerns one family of distributions.
    private struct Family {
        var withoutFix = 0
        var unaffected = 0
        var lateStarts = 0
        var reopened = 0
        var livePatches = 0
        var otherPro: [String: Int] = [:]
        var otherRanges: [String: Int] = [:]

        /// Counts one affected package.
        mutating func count(_ package: OSVPackage) {
            if package.isUnaffected {
                unaffected += 1
            } else if package.fixes.isEmpty, !package.isOpen {
                withoutFix += 1
            }
            if !package.fixes.isEmpty || package.isOpen { lateStarts += package.lateStarts }
            if !package.fixes.isEmpty, package.isOpen { reopened += 1 }
            if !package.fixes.isEmpty, package.specifics.isLivePatch { livePatches += 1 }
            for type in package.otherRanges { otherRanges[type, default: 0] += 1 }
        }
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
        case .otherPro(let name):
            families["ubuntu", default: Family()].otherPro[name, default: 0] += 1
        case .rpm, .deb, .pro:
            guard let name = package.ecosystem.family else { return }
            families[name, default: Family()].count(package)
        }
    }

    /// The sentences for the content of one family.
    func remarks(family name: String) -> [String] {
        let family = families[name] ?? Family()
        let counts = [
            ("Packages without a fix, left aside", family.withoutFix),
            ("Packages that no advisory affects, left aside", family.unaffected),
            ("Ranges that begin at a later version, taken from the first on", family.lateStarts),
            ("Packages that are affected again after a fix, left aside", family.reopened),
            ("Live patches of a kernel, taken as the version that fixes it", family.livePatches),
            ("Advisories that were withdrawn, left aside", withdrawn),
            ("Files that repeat another one", repeated),
            ("Files that a newer one replaces", outdated),
            ("Files that are not JSON, left aside", otherFiles),
        ]
        return counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)." }
            + Self.sentence("Packages of other products of Ubuntu Pro, left aside", family.otherPro)
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
