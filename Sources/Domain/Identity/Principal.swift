// SPDX-License-Identifier: Apache-2.0

/// What a caller may be allowed to do; services ask for exactly one of these.
package enum Permission: String, Codable, Sendable, CaseIterable {
    /// See devices, their inventories and their findings.
    case readDevices
    /// Add, change and remove devices, groups and enrolment tokens.
    case manageDevices
    /// See patches and advisories.
    case readPatches
    /// Import feeds.
    case manageCatalog
    /// Approve and decline patches.
    case approvePatches
    /// See deployments.
    case readDeployments
    /// Scan devices and install patches on them.
    case deploy
    /// See and make users and API clients.
    case manageAccess
    /// Read and verify the audit log.
    case readAudit
}

/// On whose behalf a service call is made, and what it may do and see.
package struct Principal: Sendable, Equatable {
    /// Who acts.
    package enum Actor: Sendable, Equatable {
        /// A person or program with an account.
        case user(User.Identity, name: String)
        /// An enrolled machine; it may only report about itself.
        case agent(Device.Identity)
        /// Someone with access to the data folder, through the command line.
        case local(name: String)
        /// The server itself.
        case system
    }

    /// Who acts.
    package var actor: Actor
    /// The tenant whose subtree the caller sees; nothing outside of it exists for the caller.
    package var scope: TenantPath
    /// What the caller may do inside its scope.
    package var permissions: Set<Permission>

    /// Makes a principal.
    package init(actor: Actor, scope: TenantPath, permissions: Set<Permission>) {
        self.actor = actor
        self.scope = scope
        self.permissions = permissions
    }

    /// Lets the call pass, or throws ``DomainError/Code/permissionMissing``.
    package func require(_ permission: Permission) throws(DomainError) {
        guard permissions.contains(permission) else {
            throw DomainError(.permissionMissing, subject: permission.rawValue)
        }
    }

    /// The actor as the audit log and the logs name it.
    package var label: String {
        switch actor {
        case .user(_, let name): "user:\(name)"
        case .agent(let device): "agent:\(device)"
        case .local(let name): "local:\(name)"
        case .system: "system"
        }
    }
}
