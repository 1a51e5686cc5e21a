// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// What one agent is told to do, once.
package struct Order: Codable, Sendable, Equatable {
    /// What is to be done.
    package enum Kind: String, Codable, Sendable {
        /// Read the inventory anew and upload it.
        case scan
        /// Install exact versions.
        case install
        /// Bring packages back to exact earlier versions.
        case rollback
        /// Fetch the packages of exact versions ahead, without installing them.
        case download
        /// Run scripts: a mitigation, or a person's own.
        case script
        /// Replace the agent's own program.
        case updateAgent
        /// Take the agent off the machine.
        case removeAgent
    }

    /// The order's identity; an agent acts on it at most once.
    package var id: UUID
    /// The only machine that may act on it.
    package var device: UUID
    /// What is to be done.
    package var kind: Kind
    /// What to install, fetch or bring back; empty for the other kinds.
    package var patches: [OrderPatch]
    /// When it was signed, in milliseconds since 1970.
    package var issuedAt: Int64
    /// After this time it must not be begun, nor any further part of it, in milliseconds since 1970.
    package var expiresAt: Int64
    /// How to go about it; absent means no scripts, no messages and no restart.
    package var conduct: OrderConduct?
    /// What to run, for ``Kind/script``; absent means nothing.
    package var actions: [OrderAction]?
    /// The program to change to, for ``Kind/updateAgent``.
    package var program: AgentProgram?

    /// Makes an order.
    package init(
        id: UUID,
        device: UUID,
        kind: Kind,
        patches: [OrderPatch],
        issuedAt: Int64,
        expiresAt: Int64,
        conduct: OrderConduct? = nil,
        actions: [OrderAction]? = nil,
        program: AgentProgram? = nil
    ) {
        self.id = id
        self.device = device
        self.kind = kind
        self.patches = patches
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.conduct = conduct
        self.actions = actions
        self.program = program
    }
}

/// One patch of an order: the exact packages that it brings to this machine.
package struct OrderPatch: Codable, Sendable, Equatable {
    /// The patch's identity in the catalogue.
    package var patch: UUID
    /// What people call it, for messages and logs.
    package var title: String
    /// The packages with their exact versions; never empty.
    package var packages: [TargetPackage]

    /// Makes a patch of an order.
    package init(patch: UUID, title: String, packages: [TargetPackage]) {
        self.patch = patch
        self.title = title
        self.packages = packages
    }
}

/// One package in the exact version that it shall have afterwards.
package struct TargetPackage: Codable, Sendable, Hashable {
    /// The binary package's name.
    package var name: String
    /// The binary package's architecture.
    package var architecture: String
    /// The exact version to install.
    package var version: String

    /// Makes a target.
    package init(name: String, architecture: String, version: String) {
        self.name = name
        self.architecture = architecture
        self.version = version
    }
}
