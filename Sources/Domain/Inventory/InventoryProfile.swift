// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// What decides, beside its packages, which patches concern a machine; many machines share one.
package struct InventoryProfile: Codable, Sendable, Hashable {
    /// The release that the machine runs, for example `debian:12`.
    package var stream: String
    /// The native package architecture.
    package var architecture: String
    /// The repositories that the package manager is configured to use; `nil` where unknown.
    package var repositories: [Repository]?

    /// Makes a profile; the repositories are brought into their canonical order.
    package init(stream: String, architecture: String, repositories: [Repository]?) {
        self.stream = stream
        self.architecture = architecture
        self.repositories = repositories?.sorted()
    }

    /// The profile of an inventory.
    package init(_ inventory: Inventory) {
        self.init(
            stream: inventory.stream,
            architecture: inventory.architecture,
            repositories: inventory.repositories
        )
    }
}
