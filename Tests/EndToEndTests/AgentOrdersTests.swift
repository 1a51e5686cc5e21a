// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import TestSupport
import Testing

/// What the server refuses from agents, spoken with curl and the agents' own messages.
@Suite(.timeLimit(.minutes(10)))
struct AgentOrdersTests {
    /// The code of a refused call.
    private func code(_ reply: HTTPReply) throws -> String? {
        try reply.json["code"].text
    }

    @Test("an agent can speak for no other device")
    func keepsDevicesApart() async throws {
        let server = try await RunningServer.start()
        let home = server.home
        try await home.importOakAdvisory()
        let mine = try await ScriptedAgent(named: "mine", at: server)
        let other = try await ScriptedAgent(named: "other", at: server)
        let client = try await PatchClient(server)
        let system = try await client.system(named: "mine")
        try await client.act("patch/computers/scan", "{\"resourceids\":[\(system)]}")

        // The order comes to the device that it is for, and to no other.
        #expect(try await other.orders().isEmpty)
        let orders = try await mine.orders()
        let order = try #require(orders.first)
        #expect(orders.count == 1 && order.device == mine.device && order.kind == .scan)

        let report = mine.report(on: order)
        let refusal = OrderRefusal(order: order.id, reason: .expired, detail: "too late")
        let foreign = try await other.send(report, to: "reports")
        #expect(foreign.status == 404)
        #expect(try code(foreign) == "order.not_found")
        #expect(try await home.audit("order.report").isEmpty)
        // A foreign refusal is kept as an incident and ends nothing.
        #expect(try await other.send(refusal, to: "refusals").status == 204)
        #expect(try await home.audit("order.refuse").isEmpty)
        #expect(try await home.audit("order.refuse_expired").count == 1)

        // The device itself may, and saying it twice changes nothing.
        for _ in 0..<2 {
            #expect(try await mine.send(report, to: "reports").status == 204)
        }
        #expect(try await home.audit("order.report").count == 1)
        #expect(try await home.audit("run.completed").count == 1)
        #expect(try await mine.orders().isEmpty)
    }

    @Test("garbage in place of an inventory is refused and nothing of it is stored")
    func refusesGarbage() async throws {
        let server = try await RunningServer.start()
        let agent = try await ScriptedAgent(named: "web-1", at: server)
        let inventory = Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: [],
            repositories: nil
        )
        let right = try inventory.canonicalBytes()
        let cases = [
            (String(decoding: right, as: UTF8.self), String(repeating: "0", count: 64)),
            ("{\"stream\":1}", ScriptedAgent.digest(Data("{\"stream\":1}".utf8))),
            ("no JSON", ScriptedAgent.digest(Data("no JSON".utf8))),
        ]
        for (bytes, digest) in cases {
            let reply = try await agent.upload(bytes, digest: digest)
            #expect(reply.status == 400, "\(bytes)")
            #expect(try code(reply) == "inventory.malformed", "\(bytes)")
        }
        let malformed = try await agent.send(["waitSeconds": 0], to: "checkin")
        #expect(malformed.status == 400)
        #expect(try code(malformed) == "request.invalid")
        let findings = try await server.home.findings()
        #expect(findings.map(\.["reason"].text) == ["never_scanned"])

        try await agent.upload(inventory)
        let client = try await PatchClient(server)
        let rows = try await client.rows("patch/scandetails")
        #expect(rows.map(\.["scan_status"].integer) == [228])
    }

    @Test("an enrolment token serves once, and a wrong one never")
    func limitsEnrolment() async throws {
        let server = try await RunningServer.start()
        let key = Curve25519.Signing.PrivateKey().publicKey.rawRepresentation
        let enroll = server.url + AgentProtocol.path + "/enroll"
        var request = EnrollRequest(
            token: try await server.enrolmentToken(),
            publicKey: key,
            name: "web-1",
            facts: DeviceFacts()
        )
        #expect(try await ScriptedAgent.send(request, to: enroll).status == 200)
        request.name = "web-2"
        let again = try await ScriptedAgent.send(request, to: enroll)
        #expect(again.status == 401)
        #expect(try code(again) == "credential.expired")

        request.token = String(repeating: "f", count: 64)
        let wrong = try await ScriptedAgent.send(request, to: enroll)
        #expect(wrong.status == 401)
        #expect(try code(wrong) == "credential.unknown")

        // A malformed request does not use a token up.
        request.token = try await server.enrolmentToken()
        request.publicKey = Data("short".utf8)
        let malformed = try await ScriptedAgent.send(request, to: enroll)
        #expect(malformed.status == 400)
        #expect(try code(malformed) == "request.invalid")
        request.publicKey = key
        #expect(try await ScriptedAgent.send(request, to: enroll).status == 200)
        let client = try await PatchClient(server)
        let names = try await client.rows("patch/allsystems").map(\.["resource_name"].text)
        #expect(names == ["web-1", "web-2"])
    }

    @Test("a session needs the device's own signature, a new nonce and a clock that is about right")
    func guardsSessions() async throws {
        let server = try await RunningServer.start()
        let agent = try await ScriptedAgent(named: "web-1", at: server)
        let session = agent.url + "/session"
        let good = try ScriptedAgent.sessionRequest(device: agent.device, key: agent.key)
        #expect(try await ScriptedAgent.send(good, to: session).status == 200)

        let foreign = Curve25519.Signing.PrivateKey()
        let hour = try #require(Int64(exactly: 3_600_000))
        let cases: [(SessionRequest, status: Int, code: String)] = [
            (good, 401, "agent.nonce_reused"),
            (
                try ScriptedAgent.sessionRequest(device: agent.device, key: foreign), 401,
                "agent.signature_invalid"
            ),
            (
                try ScriptedAgent.sessionRequest(device: UUID(), key: agent.key), 404,
                "device.not_found"
            ),
            (
                try ScriptedAgent.sessionRequest(
                    device: agent.device,
                    key: agent.key,
                    timestamp: good.timestamp - hour
                ), 401,
                "agent.clock_skew"
            ),
        ]
        for (request, status, expected) in cases {
            let reply = try await ScriptedAgent.send(request, to: session)
            #expect(reply.status == status, "\(expected)")
            #expect(try code(reply) == expected)
            // The agent corrects its clock by this.
            let time = try #require(try reply.json["serverTime"].integer)
            #expect(abs(time - good.timestamp) < hour)
        }
    }

    @Test("a token serves only the face that it was made for")
    func keepsTokensApart() async throws {
        let server = try await RunningServer.start()
        let agent = try await ScriptedAgent(named: "web-1", at: server)
        let client = try await PatchClient(server)
        let list = "/api/1.4/patch/allsystems"
        let checkIn = AgentProtocol.path + "/checkin"
        let body = "{\"facts\":{},\"waitSeconds\":0}"
        #expect(try await server.curl(list, client.authorization).status == 200)
        #expect(try await server.curl(list, agent.authorization).status == 401)
        #expect(try await server.curl(list).status == 401)
        for headers in [client.authorization, [], ["--header", "Authorization: Bearer x"]] {
            #expect(try await server.curl(checkIn, headers, body: body).status == 401)
        }
    }

    @Test("too small a scope is refused, and what it allows is not")
    func checksScopes() async throws {
        let server = try await RunningServer.start()
        let reader = try await PatchClient(server, scope: "PatchManagerPlusCloud.PatchMgmt.READ")
        #expect(try await reader.call("patch/allpatches").status == 200)
        for (path, body) in [
            ("patch/approvepatch", "{\"patchids\":[1]}"), ("som/computers", nil as String?),
        ] {
            let reply = try await reader.call(path, body: body)
            #expect(reply.status == 401, "\(path)")
            #expect(try reply.json["errorMsg"].text?.hasPrefix("INVALID_OAUTHSCOPE") == true)
        }
        #expect(try await server.home.audit("patch.approved").isEmpty)
    }
}
