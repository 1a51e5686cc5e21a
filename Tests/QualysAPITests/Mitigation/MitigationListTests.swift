// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

/// `POST /mtg/v1/vulnerabilities/mitigations`.
@Suite struct MitigationListTests {
    private static let path = "/mtg/v1/vulnerabilities/mitigations"

    private func numbers(_ visit: Visit, _ body: String?) async throws -> [Int64] {
        try await visit.post(Self.path, body).rows().map { try #require($0.value("qid")?.int64) }
    }

    @Test("a row is a vulnerability with its mitigations by platform and name")
    func showsRows() async throws {
        let visit = try await Visit.withRemedies()
        let rows = try await visit.post(Self.path, #"{"qids": [20260004001]}"#).rows()
        let stored = try await visit.world.services.mitigations.mitigation(
            named: "quench-off",
            by: World.owner
        )
        let expected = try JSONValue.parse(
            """
            [{"qid": 20260004001, "vulnMitigation": {"Linux": {"scriptBased": {"CVE-2026-4001": [
              {"mitigationId": "\(stored.id)", "mitigationType": "Mitigate",
               "mitigationCategory": "Service", "mitigationTitle": "Switch the quench off",
               "description": "It is not needed.", "impactFactor": "Steel stays hot.",
               "rebootRequired": false, "rollbackAvailable": false}
            ]}}}}]
            """
        )
        #expect(JSONValue.array(rows) == expected)
    }

    @Test("no body and an empty one ask for all, by number")
    func showsAll() async throws {
        let visit = try await Visit.withRemedies()
        let all = [1_001, 1_002, 1_003, 4_001, 6_001].map(Remedies.qid)
        for body in [nil, "{}", #"{"qids": [], "platform": [], "implication": []}"#] {
            #expect(try await numbers(visit, body) == all, "\(body ?? "-")")
        }
        let empty = try await Visit()
        #expect(try await numbers(empty, nil).isEmpty)
    }

    @Test("numbers may be numbers or texts; those without a mitigation are left out")
    func findsNumbers() async throws {
        let visit = try await Visit.withRemedies()
        let body = #"{"qids": ["20260006001", 20260001001, 20260001001, 10230, -1]}"#
        #expect(try await numbers(visit, body) == [1_001, 6_001].map(Remedies.qid))
    }

    @Test(
        "platform and implication limit what is shown",
        arguments: [
            (#"{"platform": ["Windows"]}"#, [1_003, 6_001]),
            (#"{"platform": "linux"}"#, [1_001, 1_002, 1_003, 4_001]),
            (#"{"platform": ["Linux", "Windows"]}"#, [1_001, 1_002, 1_003, 4_001, 6_001]),
            (#"{"platform": ["MacOS"]}"#, []),
            (#"{"implication": ["FIX"]}"#, [1_001, 1_002]),
            (#"{"implication": "mitigate", "platform": "Windows"}"#, [1_003, 6_001]),
        ]
    )
    func limits(_ body: String, _ serials: [Int]) async throws {
        let visit = try await Visit.withRemedies()
        #expect(try await numbers(visit, body) == serials.map(Remedies.qid))
    }

    @Test("several mitigations of one vulnerability stand together, others are not among them")
    func showsSeveral() async throws {
        let visit = try await Visit.withRemedies()
        func types(_ body: String) async throws -> [String] {
            let row = try #require(try await visit.post(Self.path, body).rows().first)
            let linux = row.value("vulnMitigation")?.value("Linux")?.value("scriptBased")
            return linux?.value("CVE-2026-1001")?.elements?
                .compactMap { $0.value("mitigationType")?.text } ?? []
        }
        #expect(try await types(#"{"qids": [20260001001]}"#) == ["Fix", "Mitigate"])
        #expect(
            try await types(#"{"qids": [20260001001], "implication": ["FIX"]}"#) == ["Fix"]
        )
    }

    @Test("pages are numbered from 0 and have at most 200 rows, in body or query")
    func pages() async throws {
        let visit = try await Visit.withRemedies()
        #expect(
            try await numbers(visit, #"{"pageNumber": 1, "pageSize": 2}"#)
                == [1_003, 4_001].map(Remedies.qid)
        )
        #expect(try await numbers(visit, #"{"pageNumber": 9}"#).isEmpty)
        let inQuery = try await visit.post(Self.path + "?pageNumber=2&pageSize=2").rows()
        #expect(inQuery.count == 1)
        for body in [#"{"pageSize": 201}"#, #"{"pageSize": 0}"#, #"{"pageNumber": -1}"#] {
            #expect(try await visit.post(Self.path, body).status == 400, "\(body)")
        }
    }

    @Test(
        "what cannot be meant is refused by its name",
        arguments: [
            (#"{"qids": 1.5}"#, "qids"), (#"{"qids": ["x"]}"#, "qids"),
            (#"{"platform": ["BSD"]}"#, "platform"), (#"{"implication": ["CURE"]}"#, "implication"),
            ("[]", "body"),
        ]
    )
    func refuses(_ body: String, _ name: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.post(Self.path, body)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains(name), "\(answer.text)")
    }

    @Test("a user sees the mitigations of their place and those above, the nearest of a name")
    func keepsToPlace() async throws {
        let visit = try await Visit.withRemedies()
        try await visit.world.addUser("striker", at: "Workshop")
        let striker = try await Visit(visit.world, as: "striker")
        #expect(try await numbers(striker, nil).count == 5)
        try await visit.world.addUser("blind", permissions: [.readDevices])
        let blind = try await Visit(visit.world, as: "blind")
        #expect(try await blind.post(Self.path).status == 403)
    }
}
