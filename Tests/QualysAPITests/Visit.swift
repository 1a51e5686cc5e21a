// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import HTTPTypes
import Query
import Services
import Testing
import Web

/// A nursery with someone who calls the face, and their JWT.
struct Visit: Sendable {
    let world: World
    let token: String

    /// Someone who may do everything.
    init() async throws { try await self.init(World()) }

    /// Someone who may do what a user of the world may.
    init(_ world: World, as user: String = SetupService.adminName) async throws {
        self.world = world
        token = try await world.token(of: user)
    }

    /// Sends one request with the JWT.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        body: String? = nil,
        type: String? = "application/json",
        headers: KeyValuePairs<String, String> = [:]
    ) async throws -> Answer {
        let own =
            headers.map { (name: $0.key, value: $0.value) }
            + [(name: "Authorization", value: "Bearer \(token)")]
        return try await world.send(method, path, body: body, type: type, headers: own)
    }

    /// Gets a page.
    func get(
        _ path: String,
        headers: KeyValuePairs<String, String> = [:]
    ) async throws -> Answer {
        try await send(.get, path, headers: headers)
    }

    /// Posts JSON, or nothing at all.
    func post(
        _ path: String,
        _ body: String? = nil,
        headers: KeyValuePairs<String, String> = [:]
    ) async throws -> Answer {
        try await send(.post, path, body: body, headers: headers)
    }

    /// Patches with JSON.
    func patch(_ path: String, _ body: String? = nil) async throws -> Answer {
        try await send(.patch, path, body: body)
    }

    /// Deletes, with JSON or without.
    func delete(_ path: String, _ body: String? = nil) async throws -> Answer {
        try await send(.delete, path, body: body)
    }

    /// The only row of a list whose member has a text.
    func row(_ path: String, where key: String, is text: String) async throws -> JSONValue {
        let rows = try await get(path).rows().filter { $0.value(key)?.text == text }
        #expect(rows.count == 1, "\(path): \(rows.count) rows with \(key) \(text)")
        return try #require(rows.first)
    }
}

extension Visit {
    /// The identity of a machine as the face writes it.
    func id(_ machine: String) throws -> String { try world.device(machine).device.id.description }

    /// The identity of a patch as the face writes it.
    static func id(_ patch: PatchRecord) -> String { patch.patch.description }

    /// The identity of a group as the face writes it.
    func tag(_ group: String) throws -> String { try world.group(group).id.description }

    /// Orders the installation of patches on every machine that lacks them, at once.
    @discardableResult
    func install(_ patches: PatchRecord...) async throws -> Deployment {
        try await world.services.deployments.install(
            DeploymentRequest(
                name: "Tuesday",
                summary: "a test",
                targets: .everything,
                patches: patches.map(\.patch),
                request: "{}"
            ),
            by: World.owner
        )
    }

    /// Moves the clock on and lets the deployment engine do what that asks for.
    func tick(after duration: Duration = .zero) async throws {
        world.clock.advance(by: duration)
        _ = try await world.services.deployments.expireOverdue()
        try await world.services.deployments.tick()
    }

    /// Lets a machine take its orders and carry them out; half a minute passes.
    @discardableResult
    func carryOut(
        on machine: String,
        _ outcome: WorkOutcome = .success,
        reboot: RebootNeed = .notNeeded
    ) async throws -> [Order] {
        world.clock.advance(by: .seconds(30))
        let agent = try world.machine(machine)
        return try await agent.work(outcome, reboot: reboot, at: world.clock.now)
    }
}
