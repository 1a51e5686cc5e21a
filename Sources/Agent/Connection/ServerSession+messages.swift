// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension ServerSession {
    /// Tells how far an order is (`POST progress`); short, because nobody waits for it.
    func send(_ progress: OrderProgress) async throws {
        _ = try await send(
            ServerConnection.Call(
                endpoint: "progress",
                body: try JSONEncoder().encode(progress),
                timeout: .seconds(10)
            )
        )
    }

    /// What the people at the machine may install themselves (`GET available`).
    func available() async throws -> AvailablePatches {
        let call = ServerConnection.Call(method: .get, endpoint: "available")
        return try Self.decode(AvailablePatches.self, try await send(call), call.endpoint)
    }

    /// Asks for one of those patches (`POST install`); the order comes with a check-in.
    func request(_ patch: UUID) async throws {
        let body = try JSONEncoder().encode(SelfServiceRequest(patch: patch))
        _ = try await send(ServerConnection.Call(endpoint: "install", body: body))
    }

    /// Fetches a build of the agent (`GET program/{digest}`); whether it is the right one is the
    /// caller's business.
    func fetch(_ program: AgentProgram, to path: String) async throws {
        try await fetch("program/\(program.digest)", to: path, bytesMax: program.size)
    }
}
