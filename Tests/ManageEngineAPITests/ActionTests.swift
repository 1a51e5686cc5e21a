// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

@Suite struct ActionTests {
    /// The business error of an answer: its code and description.
    private func error(_ answer: Answer) throws -> (code: String, text: String) {
        #expect(answer.status == 200)
        #expect(try answer.member("status") == .string("error"), "\(answer.text)")
        return (
            try #require(try answer.member("error_code")?.text),
            try #require(try answer.member("error_description")?.text)
        )
    }

    @Test("approve, unapprove and decline change the decision in every list")
    func decides() async throws {
        let visit = try await Visit()
        let id = Visit.id(WorldCatalogue.hammer)
        let steps: [(path: String, body: String, code: Int64, label: String)] = [
            ("approvepatch", #"{"patchids":[\#(id)]}"#, 211, "dc.common.APPROVED"),
            ("declinepatch", #"{"PatchIDs":["\#(id)"]}"#, 212, "dc.common.DECLINED"),
            ("unapprovepatch", #"{"patchids":[\#(id),\#(id)]}"#, 0, "dc.common.NOT_APPROVED"),
        ]
        for step in steps {
            let answer = try await visit.post("patch/\(step.path)", step.body)
            #expect(
                answer.text == #"{"message_type":"\#(step.path)","message_response":{"#
                    + #""\#(step.path)":{"status":"Initiated Successfully"}},"#
                    + #""message_version":"1.4","status":"success"}"#
            )
            let row = try await visit.row(
                "patch/allpatches",
                where: "patch_id",
                is: .integer(id)
            )
            #expect(row.value("status_id") == .integer(step.code))
            #expect(row.value("label") == .string(step.label))
            #expect(row.value("first_name") == .string(step.code == 0 ? "--" : "admin"))
            let report = try await visit.report(WorldCatalogue.hammer)
            #expect(report.value("patch_status") == .integer(step.code))
        }
    }

    @Test("a patch that does not exist is named, and then nothing is decided")
    func decidesAllOrNothing() async throws {
        let visit = try await Visit()
        let id = Visit.id(WorldCatalogue.hammer)
        let answer = try await visit.post("patch/approvepatch", #"{"patchids":[\#(id),4711]}"#)
        let (code, text) = try error(answer)
        #expect(code == "90404")
        #expect(text.contains("patch_id 4711"))
        #expect(try await visit.report(WorldCatalogue.hammer).value("patch_status") == .integer(0))
    }

    @Test("bodies that are malformed are refused before anything is done")
    func refusesMalformed() async throws {
        let visit = try await Visit()
        for (path, body, code) in [
            ("patch/approvepatch", nil, "IAM0017"), ("patch/approvepatch", "{", "IAM0017"),
            ("patch/approvepatch", "[1]", "IAM0017"), ("patch/approvepatch", "{}", "IAM0021"),
            ("patch/approvepatch", #"{"patchids":[]}"#, "IAM0025"),
            ("patch/approvepatch", #"{"patchids":["x"]}"#, "IAM0025"),
            ("patch/computers/scan", "{}", "IAM0021"),
            ("patch/computers/scan", #"{"resourceids":[]}"#, "IAM0025"),
        ] as [(String, String?, String)] {
            let answer = try await visit.post(path, body)
            #expect(answer.status == 400, "\(path) \(body ?? "")")
            #expect(try answer.member("errorCode") == .string(code), "\(path) \(body ?? "")")
        }
        let many = (1...1_001).map(String.init).joined(separator: ",")
        let answer = try await visit.post("patch/approvepatch", #"{"patchids":[\#(many)]}"#)
        #expect(try answer.member("errorCode") == .string("IAM0025"))
    }

    @Test("a scan of named systems reaches the agent once, and the list says so")
    func scans() async throws {
        let visit = try await Visit()
        let reply =
            #"{"message_type":"computers","message_response":{"computers":"#
            + #"{"status":"Scan initiated successfully"}},"message_version":"1.4","#
            + #""status":"success"}"#
        let body = #"{"resourceids":[\#(try visit.alder)]}"#
        #expect(try await visit.post("patch/computers/scan", body).text == reply)
        let path = "patch/scandetails?resid=\(try visit.alder)"
        #expect(try await visit.get(path).rows().first?.value("scan_status") == .integer(227))
        #expect(try await visit.post("patch/computers/scan", body).text == reply)
        let orders = try await visit.world.alder.orders()
        #expect(orders.map(\.kind) == [.scan])
        #expect(try await visit.world.birch.orders().isEmpty)
        try await visit.world.alder.report(
            try #require(orders.first),
            .installed,
            at: visit.world.clock.now
        )
        #expect(try await visit.get(path).rows().first?.value("scan_status") == .integer(228))
    }

    @Test("a scan of all systems reaches every agent")
    func scansAll() async throws {
        let visit = try await Visit()
        let answer = try await visit.post("patch/computers/scanall")
        #expect(try answer.member("status") == .string("success"))
        #expect(try await visit.world.alder.orders().count == 1)
        #expect(try await visit.world.birch.orders().count == 1)
    }

    @Test("a system that does not exist is named, and then none is scanned")
    func scansAllOrNothing() async throws {
        let visit = try await Visit()
        let answer = try await visit.post(
            "patch/computers/scan",
            #"{"ResourceIDs":["\#(try visit.alder)",4711]}"#
        )
        let (code, text) = try error(answer)
        #expect(code == "90404")
        #expect(text.contains("4711"))
        #expect(try await visit.world.alder.orders().isEmpty)
        let cedar = try visit.world.number(of: "cedar")
        let noAgent = try error(
            try await visit.post("patch/computers/scan", #"{"resourceids":[\#(cedar)]}"#)
        )
        #expect(noAgent.code == "3010")
    }
}
