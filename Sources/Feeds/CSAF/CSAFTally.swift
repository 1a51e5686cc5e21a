// SPDX-License-Identifier: Apache-2.0

/// What an import of CSAF documents leaves aside, counted for its remarks.
struct CSAFTally: Equatable {
    /// What can be left aside, with the sentence that says so.
    enum Matter: String, CaseIterable {
        /// A container, a module as a whole, a file.
        case noPackage = "Components that are no rpm packages, left aside"
        /// A source package in a fixed version, beside the binary ones.
        case source = "Source packages, left aside"
        /// A product without a component.
        case wholeProduct = "Statements about products as a whole, left aside"
        /// A fixed package without a version that can be compared.
        case noVersion = "Fixed packages without an rpm version, left aside"
        /// An affected package in a version of its own.
        case oneVersion = "Affected packages of one version alone, left aside"
        /// An affected package whose fix is only described.
        case describedFix = "Affected packages whose fix is named without its version, left aside"
        /// A package of which the streams of a module differ.
        case module = "Packages whose modules' streams differ, left aside"
        /// Not affected, and of no use.
        case notAffected = "Packages that are not affected, left aside"
        /// What an advisory says of packages that it does not fix.
        case besideFix = "Packages that advisories name and do not fix, left aside"
        /// A fix that stands in an advisory of the import as well.
        case repeatedFix = "Fixed packages of vulnerabilities that an advisory brings too"
        /// A document that is not finished.
        case draft = "Drafts, left aside"
        /// A document of a profile that names no fixes.
        case otherProfile = "Documents that are no advisories, left aside"
        /// A document that says what another one says.
        case repeated = "Files that repeat another one"
        /// A document of which there is a newer revision.
        case outdated = "Files that a newer one replaces"
        /// A file that is no document.
        case otherFile = "Files that are no documents, left aside"
    }

    /// How many products of no known release are named in the remark.
    private static let longestList = 8

    private var counts: [Matter: Int] = [:]
    private var products: [String: Int] = [:]

    /// Counts something that is left aside.
    mutating func add(_ matter: Matter, _ count: Int = 1) {
        if count > 0 { counts[matter, default: 0] += count }
    }

    /// Counts a statement about a product that belongs to no known release.
    mutating func add(product: String) { products[product, default: 0] += 1 }

    /// Adds the counts of another one.
    mutating func add(_ other: Self) {
        counts.merge(other.counts, uniquingKeysWith: +)
        products.merge(other.products, uniquingKeysWith: +)
    }

    /// The sentences.
    var remarks: [String] {
        var sentences: [String] = []
        if !products.isEmpty {
            let ranked = products.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            var parts = ranked.prefix(Self.longestList).map { "\($0.value) \($0.key)" }
            let others = ranked.dropFirst(Self.longestList).reduce(0) { $0 + $1.value }
            if others > 0 { parts.append("\(others) others") }
            let total = products.values.reduce(0, +)
            sentences.append(
                "Statements about products that are no known release, left aside: \(total)"
                    + " (\(parts.joined(separator: ", ")))."
            )
        }
        return sentences
            + Matter.allCases.compactMap { matter in
                counts[matter].map { "\(matter.rawValue): \($0)." }
            }
    }
}
