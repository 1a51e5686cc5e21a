// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
import Foundation

/// Devices without agents, groups, sites and enrolment tokens.
package struct DeviceService: Sendable {
    /// The site that devices belong to where nobody names one.
    package static let defaultSiteName = "Local Office"
    /// How long an enrolment token serves.
    package static let enrolmentLifetime: Duration = .seconds(7 * 86_400)

    /// How many machines one token may serve.
    private static let enrolmentUses = 1...1_000_000

    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Makes a token with which so many machines can enrol, into a site and a group that are made
    /// where they do not exist.
    package func makeEnrolmentToken(
        site: String?,
        group: String?,
        uses: Int = 1,
        by principal: Principal
    ) async throws -> String {
        try principal.require(.manageDevices)
        guard Self.enrolmentUses.contains(uses) else {
            throw DomainError(.requestInvalid, subject: "uses: \(uses) is not in 1...1000000")
        }
        let environment = environment
        let secret = environment.random.secret()
        return try await environment.change(by: principal) { transaction, now, audit in
            let tree = TenantTree(transaction, environment.random)
            let tenant = try tree.site(named: site ?? Self.defaultSiteName, in: principal.scope)
            var credential = Credential(
                id: Credential.Identity(environment.random.uuid()),
                tenant: tenant.id,
                kind: .enrolment,
                dialect: "agent",
                secretHash: AccessService.hash(secret),
                // How many machines it still serves.
                scope: "\(uses)",
                createdAt: now,
                expiresAt: now + Self.enrolmentLifetime
            )
            if let group { credential.group = try tree.group(named: group).id }
            try transaction.insert(credential)
            try audit.record(
                "enrolment.make_token",
                subject: tenant.name,
                detail: group ?? "",
                tenant: tenant.id
            )
            return secret
        }
    }
}
