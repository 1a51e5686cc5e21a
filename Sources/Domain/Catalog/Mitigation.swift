// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// What lowers the risk of vulnerabilities on a machine where no patch can: scripts that an operator
/// wrote, and what is said of them.
package struct Mitigation: Codable, Sendable, Equatable {
    /// The identity of a mitigation.
    package typealias Identity = ID<Mitigation>

    /// The identity, which follows from the tenant and the name.
    package let id: Identity
    /// The tenant that it belongs to.
    package let tenant: Tenant.Identity
    /// Where that tenant stands in the tree; deployments of it and below may use the mitigation.
    package let path: TenantPath
    /// What it does, and for which vulnerabilities.
    package var content: Content
    /// Who wrote the content.
    package var writtenBy: String
    /// When.
    package var writtenAt: Timestamp

    /// Makes a mitigation of a tenant.
    package init(
        _ content: Content,
        of tenant: Tenant.Identity,
        at path: TenantPath,
        writtenBy: String,
        writtenAt: Timestamp
    ) {
        id = Identity(derivedFrom: "thimble mitigation v1 \(tenant) \(content.name)")
        self.tenant = tenant
        self.path = path
        self.content = content
        self.writtenBy = writtenBy
        self.writtenAt = writtenAt
    }

    /// Its name; unique in its tenant.
    package var name: String { content.name }
}

extension Mitigation {
    /// The kinds of operating system that scripts are written for.
    package enum Platform: String, Codable, Sendable, CaseIterable {
        /// Any Linux distribution.
        case linux = "Linux"
        /// Microsoft Windows.
        case windows = "Windows"
        /// Apple macOS.
        case mac = "Mac"
    }

    /// How much is won.
    package enum Effect: String, Codable, Sendable, CaseIterable {
        /// The vulnerability is gone.
        case fix
        /// It is there still, and harder to use.
        case mitigate
    }

    /// What a mitigation does, and for which vulnerabilities.
    package struct Content: Codable, Sendable, Equatable {
        /// The name; unique in its tenant.
        package var name: String
        /// What people call it.
        package var title: String
        /// The vulnerabilities that it concerns, by CVE; never empty.
        package var cves: [String]
        /// The machines that its scripts are for.
        package var platform: Platform
        /// How much is won.
        package var effect: Effect
        /// What it changes, in one word: `Configuration`, `Registry`, `Service` or any other.
        package var category: String
        /// What people wrote about it.
        package var summary: String
        /// What applies it.
        package var apply: Script
        /// What tells by exit status 0 that it is in place; `nil` where nothing does.
        package var verification: Script?
        /// What takes it back where the verification fails; `nil` where nothing does.
        package var undo: Script?
        /// Whether it takes effect with the next start of the machine only.
        package var needsReboot: Bool
        /// What else it changes for the people at the machine, in words.
        package var impact: String

        /// Makes a content of what must be said; the rest has the value that is usual.
        package init(name: String, cves: [String], platform: Platform, apply: Script) {
            self.name = name
            title = name
            self.cves = cves
            self.platform = platform
            effect = .mitigate
            category = "Configuration"
            summary = ""
            self.apply = apply
            needsReboot = false
            impact = ""
        }
    }
}
