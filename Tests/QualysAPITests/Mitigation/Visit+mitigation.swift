// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services
import Testing
import Web

/// What the operators of the nursery wrote.
///
/// | mitigation | platform | against | what is true of it |
/// |---|---|---|---|
/// | quench-off | Linux | 4001 | verifies, and has nothing that takes it back |
/// | guard | Linux | 1001, 1002 | a fix that needs a restart |
/// | guard-too | Linux | 1001 | |
/// | no-smb | Windows | 6001 | verifies and takes back |
/// | everywhere-l, everywhere-w | Linux, Windows | 1003 | |
enum Remedies {
    static let quenchOff = content("quench-off", [4_001], verify: "v") {
        $0.category = "Service"
        $0.title = "Switch the quench off"
        $0.summary = "It is not needed."
        $0.impact = "Steel stays hot."
    }
    static let guarding = content("guard", [1_001, 1_002]) {
        $0.effect = .fix
        $0.needsReboot = true
    }
    static let guardToo = content("guard-too", [1_001]) { _ in }
    static let noSMB = content("no-smb", [6_001], on: .windows, verify: "v", undo: "u") {
        $0.category = "Registry"
    }

    static let all = [
        quenchOff, guarding, guardToo, noSMB, content("everywhere-l", [1_003]) { _ in },
        content("everywhere-w", [1_003], on: .windows) { _ in },
    ]

    /// The number of a vulnerability of 2026.
    static func qid(_ serial: Int) -> Int64 { 20_260_000_000 + Int64(serial) }

    /// The name of a vulnerability of 2026.
    static func cve(_ serial: Int) -> String { "CVE-2026-\(serial)" }

    private static func content(
        _ name: String,
        _ serials: [Int],
        on platform: Mitigation.Platform = .linux,
        verify: String? = nil,
        undo: String? = nil,
        _ change: (inout Mitigation.Content) -> Void
    ) -> Mitigation.Content {
        func script(_ text: String) -> Script {
            Script(interpreter: platform.interpreter, text: text, timeoutSeconds: 90)
        }
        var content = Mitigation.Content(
            name: name,
            cves: serials.map(cve),
            platform: platform,
            apply: script(name)
        )
        content.verification = verify.map(script)
        content.undo = undo.map(script)
        change(&content)
        return content
    }
}

extension Visit {
    /// Someone who may do everything, where operators wrote ``Remedies``.
    static func withRemedies() async throws -> Visit {
        let visit = try await Visit()
        try await visit.write(Remedies.all)
        return visit
    }

    /// Takes mitigations in.
    func write(_ contents: [Mitigation.Content]) async throws {
        _ = try await world.services.mitigations.importMitigations(contents, by: World.owner)
    }

    /// Removes a mitigation.
    func forget(_ content: Mitigation.Content) async throws {
        let service = world.services.mitigations
        let found = try await service.mitigation(named: content.name, by: World.owner)
        try await service.delete(found.id, by: World.owner)
    }

    /// Makes a mitigation job of some members besides its name, and returns its identity.
    func makeMitigation(_ members: String) async throws -> String {
        let answer = try await post("/mtg/v1/deploymentjob", "{\"name\": \"m\", \(members)}")
        try #require(answer.status == 201, "\(answer.status) \(answer.text)")
        return try #require(try answer.member("id")?.text)
    }

    /// Makes an enabled mitigation job on alder.
    func enableMitigation(_ serials: Int..., more: String = "") async throws -> String {
        let qids = serials.map { "\(Remedies.qid($0))" }.joined(separator: ", ")
        return try await makeMitigation(
            """
            "status": "Enabled", "platform": "Linux", "qids": [\(qids)], \
            "assetIds": ["\(try id("alder"))"]\(more)
            """
        )
    }

    /// The deployment that a job is.
    func deployment(_ job: String) async throws -> Deployment {
        let id = try #require(Deployment.Identity(job))
        return try await world.services.deployments.deployment(id, by: World.owner)
    }
}
