// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Query

extension FleetSnapshot {
    /// The patches of a baseline in the catalogue as it is now, in its order.
    ///
    /// - Parameters:
    ///   - baseline: The baseline; whether it is active does not matter.
    ///   - ratings: The ratings that count at its place, as ``BaselineRating/words(_:at:)`` gives
    ///     them.
    ///   - now: What the word means in a query.
    /// - Returns: The patches, in the order of the catalogue.
    /// - Throws: The mistake in a rule's query.
    package func patches(
        of baseline: Baseline,
        ratings: [Patch.Identity: String],
        now: Timestamp
    ) throws(QueryDiagnostic) -> [Patch] {
        let filters = try Self.filters(of: baseline, now: now)
        let tallies = filters.isEmpty ? nil : tallies(in: baseline.path)
        return baseline.patches(
            among: catalogue.ordered,
            rating: { ratings[$0] },
            accepts: { query, patch in
                guard let filter = filters[query], let tallies else { return false }
                return filter.accepts { field in
                    values(
                        of: field,
                        patch,
                        tally: tallies[patch.id] ?? PatchTally(),
                        path: baseline.path
                    )
                }
            }
        )
    }

    /// The queries of a baseline's rules, read.
    private static func filters(
        of baseline: Baseline,
        now: Timestamp
    ) throws(QueryDiagnostic) -> [String: Filter<PatchField>] {
        guard case .rules(let rules) = baseline.content else { return [:] }
        let parser = QueryParser(SearchSchema.patches, now: now.milliseconds)
        var filters: [String: Filter<PatchField>] = [:]
        for rule in rules where rule.key == .query {
            filters[rule.value] = try parser.filter(rule.value)
        }
        return filters
    }
}
