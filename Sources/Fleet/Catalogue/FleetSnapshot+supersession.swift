// SPDX-License-Identifier: Apache-2.0
package import Domain

extension FleetSnapshot {
    /// The updates of its product that a patch supersedes, and those that supersede it, directly or
    /// over others; each list by identity.
    ///
    /// `nil` where patches are ordered by versions, as on Linux: there the newer version of a
    /// package brings what the older one brought, and nobody says which replaces which.
    package func supersession(
        of patch: Patch
    ) -> (supersedes: [Patch.Identity], supersededBy: [Patch.Identity])? {
        catalogue.updateOrder(of: patch.stream)?.supersession(of: patch.source)
    }

    /// Whether another update of its product supersedes a patch; `nil` where
    /// ``supersession(of:)`` is.
    package func isSuperseded(_ patch: Patch) -> Bool? {
        catalogue.updateOrder(of: patch.stream)?.isSuperseded(patch.source)
    }
}
