// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// A patch of a simulated world: it brings packages to a version that no other patch brings.
struct WorldPatch {
    /// Its identity.
    let id: Patch.Identity
    /// Its place among all patches, which is also the order of their versions.
    let number: Int
    /// What it brings.
    let packages: [TargetPackage]
    /// When the catalogue learns of it.
    let publishedAt: Timestamp

    /// Whether it brings everything further that another one brings.
    func replaces(_ other: WorldPatch) -> Bool {
        number > other.number
            && Set(packages.map(\.name)).isSuperset(of: other.packages.map(\.name))
    }
}

/// What people decided about a patch, and when.
struct Ruling {
    /// The decision; `nil` where a former one was taken back.
    let decision: Approval.Decision?
    /// When.
    let at: Timestamp
}
