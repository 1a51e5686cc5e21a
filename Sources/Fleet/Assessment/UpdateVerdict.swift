// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// What the rules say of a product whose updates replace each other (Windows).
///
/// A device misses every update of its product that neither is installed nor is replaced by an
/// installed one, over as many steps as it takes.
struct UpdateVerdict {
    private let stream: Stream
    private let rules: StreamRules
    private let catalogue: Catalogue

    init(_ stream: Stream, _ rules: StreamRules, _ catalogue: Catalogue) {
        self.stream = stream
        self.rules = rules
        self.catalogue = catalogue
    }

    /// What running the product says: each of its updates is missing, unless one is installed.
    func profile() -> RowVerdict {
        let sources = Set(rules.updates.map(\.source))
        let chains = Dictionary(
            uniqueKeysWithValues: rules.updates.map {
                ($0.source, replaced(by: $0.source).intersection(sources))
            }
        )
        // Of those that replace an update, the last step of the chain is what one would install.
        let outdated = Set(
            rules.updates.flatMap { patch in
                (chains[patch.source] ?? []).filter {
                    $0 != patch.source && chains[$0]?.contains(patch.source) != true
                }
            }
        )
        var successors: [String: Patch] = [:]
        for patch in rules.updates where !outdated.contains(patch.source) {
            for source in chains[patch.source] ?? [] where outdated.contains(source) {
                if let known = successors[source], !Self.isLater(patch, than: known) { continue }
                successors[source] = patch
            }
        }
        var verdict = RowVerdict()
        for patch in rules.updates {
            guard let slot = catalogue.slot(of: patch.id) else { continue }
            let successor = successors[patch.source].flatMap { catalogue.slot(of: $0.id) }
            verdict.add(
                Contribution(
                    patch: slot,
                    flags: [.older, .reachable, successor == nil ? .current : .surpassed],
                    reason: .updateNotInstalled,
                    successor: successor
                ),
                fixed: patch.source
            )
        }
        return verdict
    }

    /// What one installed update says: it brings itself and all that it replaces.
    func of(_ package: InstalledPackage) -> RowVerdict {
        var brought = replaced(by: package.source)
        brought.insert(package.source)
        var verdict = RowVerdict()
        for patch in rules.updates where brought.contains(patch.source) {
            guard let slot = catalogue.slot(of: patch.id) else { continue }
            verdict.add(
                Contribution(
                    patch: slot,
                    flags: .covers,
                    reason: patch.source == package.source ? .upToDate : .replacedByInstalled
                ),
                fixed: patch.source
            )
        }
        return verdict
    }

    private func replaced(by source: String) -> Set<String> {
        catalogue.replacements.replaced(by: source, on: stream)
    }

    /// The newer one by date; on one day the identity decides, on every node alike.
    private static func isLater(_ patch: Patch, than other: Patch) -> Bool {
        let day = patch.releasedAt?.milliseconds ?? 0
        let otherDay = other.releasedAt?.milliseconds ?? 0
        return day == otherDay ? patch.id > other.id : day > otherDay
    }
}
