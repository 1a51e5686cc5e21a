// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
import Foundation
import HTTPTypes
import NIOCore
package import Services
package import Web

/// The face that agents speak to: enrolment, sessions, check-ins, inventories and reports.
///
/// `sleep` waits for a duration and ends early when the caller's task is cancelled. `builds` are the
/// agents that the server hands out; `address` is how the sender of a request reaches the server.
package func agentFace(
    services: Services,
    clock: any WallClock,
    builds: any AgentBuilds,
    address: @escaping @Sendable (RequestHead) -> String,
    sleep: @escaping @Sendable (Duration) async throws -> Void
) -> Face {
    Face(
        name: "agent",
        title: "Thimble agent API",
        version: "1",
        description: "What enrolled machines call; see docs/architecture.md for the exchange.",
        basePaths: [AgentProtocol.path, InstallRoutes.scriptPath],
        security: [
            .apiKey(header: "Authorization", description: "`Bearer` and the session's token.")
        ],
        errorResponses: [.json(400, "The call is refused.", AgentErrors.schema)],
        rules: .init(namesIgnoreCase: false, unknownParameters: .tolerated, emptyIsAbsent: false),
        endpoints: AgentRoutes(services: services, sleep: sleep).endpoints
            + InstallRoutes(builds: builds, address: address).endpoints,
        authenticate: { head in
            guard let value = head.headers[.authorization], value.hasPrefix("Bearer ") else {
                throw DomainError(.credentialMissing, subject: "a session's token")
            }
            return Authenticated(
                principal: try await services.agents.authenticate(
                    token: String(value.dropFirst("Bearer ".count))
                )
            )
        },
        scopeSatisfied: { _, _ in true },
        errorReply: { error, _ in AgentErrors.reply(error, now: clock.now) }
    )
}
