// SPDX-License-Identifier: Apache-2.0

/// A named set of patches that devices are measured against.
package struct Baseline: Sendable, Equatable {
    /// The identity of a baseline.
    package typealias Identity = ID<Baseline>

    /// How its patches are chosen.
    package enum Content: Sendable, Equatable {
        /// These ones.
        case patches(Set<Patch.Identity>)
        /// Those that all of the rules accept, whenever somebody asks; never without a rule.
        case rules([BaselineRule])

        /// Whether rules choose.
        package var isRuleDriven: Bool {
            switch self {
            case .patches: false
            case .rules: true
            }
        }
    }

    /// The most bytes that a name may have.
    package static let nameMax = 256
    /// The most patches that may be named one by one.
    package static let patchesMax = 100_000
    /// The most rules of one baseline.
    package static let rulesMax = 100

    /// The baseline's identity.
    package var id: Identity
    /// The number that dialects show.
    package var number: Int64
    /// The tenant that it belongs to.
    package var tenant: Tenant.Identity
    /// Where that tenant stands in the tree.
    package var path: TenantPath
    /// Its name; unique in its tenant.
    package var name: String
    /// What people wrote about it.
    package var summary: String
    /// How its patches are chosen.
    package var content: Content
    /// Whether it takes part in compliance runs; a new one does not.
    package var isActive: Bool
    /// Who made it.
    package var createdBy: String
    /// When.
    package var createdAt: Timestamp
    /// Who changed it last.
    package var updatedBy: String
    /// When.
    package var updatedAt: Timestamp

    /// Makes a new baseline, which is not active.
    package init(
        id: Identity,
        number: Int64,
        tenant: Tenant.Identity,
        path: TenantPath,
        name: String,
        summary: String,
        content: Content,
        createdBy: String,
        createdAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.path = path
        self.name = name
        self.summary = summary
        self.content = content
        isActive = false
        self.createdBy = createdBy
        self.createdAt = createdAt
        updatedBy = createdBy
        updatedAt = createdAt
    }

    /// Its patches among some, in their order.
    ///
    /// - Parameters:
    ///   - catalogue: The patches to choose from.
    ///   - rating: The rating that counts for the baseline's tenant; `nil` for none.
    ///   - accepts: Whether the query of a rule accepts a patch.
    /// - Returns: The patches, in the order of the catalogue.
    package func patches(
        among catalogue: some Sequence<Patch>,
        rating: (Patch.Identity) -> String?,
        accepts: (_ query: String, _ patch: Patch) throws -> Bool
    ) rethrows -> [Patch] {
        switch content {
        case .patches(let chosen): return catalogue.filter { chosen.contains($0.id) }
        case .rules(let rules):
            guard !rules.isEmpty else { return [] }
            return try catalogue.filter { patch in
                try rules.allSatisfy { rule in
                    try rule.accepts(
                        patch,
                        rating: rule.key == .rating ? rating(patch.id) : nil,
                        query: { try accepts($0, patch) }
                    )
                }
            }
        }
    }
}
