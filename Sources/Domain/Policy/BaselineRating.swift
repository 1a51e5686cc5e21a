// SPDX-License-Identifier: Apache-2.0

/// What a tenant thinks of a patch, in a word; rules of baselines ask for it.
package struct BaselineRating: Sendable, Equatable {
    /// The identity of a rating.
    package typealias Identity = ID<BaselineRating>

    /// The usual word for a patch that is wanted.
    package static let whitelisted = "WHITELISTED"
    /// The usual word for a patch that is not wanted.
    package static let blacklisted = "BLACKLISTED"
    /// The most bytes that a word may have.
    package static let wordMax = 64
    /// The most bytes that a comment may have.
    package static let commentMax = 4_096

    /// The tenant.
    package var tenant: Tenant.Identity
    /// Where it stands in the tree; the rating counts there and below.
    package var path: TenantPath
    /// The patch.
    package var patch: Patch.Identity
    /// The word; compared without regard to case, never empty.
    package var word: String
    /// The CVE that it is about; `nil` for none.
    package var cve: String?
    /// What people wrote about it.
    package var comment: String
    /// Who made it.
    package var createdBy: String
    /// When.
    package var createdAt: Timestamp
    /// Who changed it last.
    package var updatedBy: String
    /// When.
    package var updatedAt: Timestamp

    /// Makes a rating.
    package init(
        tenant: Tenant.Identity,
        path: TenantPath,
        patch: Patch.Identity,
        word: String,
        cve: String? = nil,
        comment: String = "",
        createdBy: String,
        createdAt: Timestamp
    ) {
        self.tenant = tenant
        self.path = path
        self.patch = patch
        self.word = word
        self.cve = cve
        self.comment = comment
        self.createdBy = createdBy
        self.createdAt = createdAt
        updatedBy = createdBy
        updatedAt = createdAt
    }

    /// The identity, which follows from tenant and patch.
    package var id: Identity { Identity(derivedFrom: "rating/\(tenant)/\(patch)") }

    /// The words that count at a place, by patch: those of the nearest tenant above it.
    package static func words(
        _ ratings: some Sequence<BaselineRating>,
        at path: TenantPath
    ) -> [Patch.Identity: String] {
        var nearest: [Patch.Identity: BaselineRating] = [:]
        for rating in ratings where rating.path.contains(path) {
            if let known = nearest[rating.patch],
                known.path.description.utf8.count >= rating.path.description.utf8.count
            {
                continue
            }
            nearest[rating.patch] = rating
        }
        return nearest.mapValues(\.word)
    }
}
