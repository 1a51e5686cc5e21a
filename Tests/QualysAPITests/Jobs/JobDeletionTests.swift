// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct JobDeletionTests {
    /// How clients name the jobs that go.
    enum Way: CaseIterable {
        case object, list, query, path, text
    }

    @Test(
        "jobs are named in a body, as a bare list, in the query or by the path",
        arguments: Way.allCases
    )
    func takesAllWays(way: Way) async throws {
        let visit = try await Visit()
        let first = try Visit.id(await visit.makeJob("first"))
        let second = try Visit.id(await visit.makeJob("second"))
        try await visit.makeJob("third")
        let path = "/pm/v1/deploymentjobs"
        let answers =
            switch way {
            case .object: [try await visit.delete(path, #"{"ids": ["\#(first)", "\#(second)"]}"#)]
            case .list: [try await visit.delete(path, #"["\#(first)", "\#(second)"]"#)]
            case .text: [try await visit.delete(path, #"{"ids": "\#(first), \#(second)"}"#)]
            case .query: [try await visit.delete("\(path)?ids=\(first),\(second)")]
            case .path:
                [
                    try await visit.delete("\(path)/\(first)"),
                    try await visit.delete("\(path)/\(second)/"),
                ]
            }
        let rows = try answers.flatMap { try $0.rows() }
        #expect(rows.map { $0.value("id")?.text } == [first, second])
        #expect(rows.map { $0.value("name")?.text } == ["first", "second"])
        #expect(rows.allSatisfy { $0.value("status")?.text == "success" })
        #expect(try await visit.names() == ["third"])
    }

    @Test("a job that is not there, or whose patches another takes, stays with a reason")
    func tellsFailures() async throws {
        let visit = try await Visit()
        let source = try Visit.id(
            await visit.makeJob("source", Visit.patches(WorldCatalogue.hammer))
        )
        let taker = try Visit.id(
            await visit.makeJob("taker", #""linkedJobId": "\#(source)""#)
        )
        let rows = try await visit.delete(
            "/pm/v1/deploymentjobs",
            #"["\#(source)", "\#(UnknownJob.text)", "\#(source)", "x\u0000"]"#
        ).rows()
        #expect(rows.map { $0.value("status")?.text } == ["failure", "failure", "failure"])
        #expect(rows[0].value("error")?.text?.contains("(taker) takes its patches") == true)
        #expect(rows[1].value("name") == .null)
        let both = try await visit.delete(
            "/pm/v1/deploymentjobs",
            #"["\#(source)", "\#(taker)"]"#
        ).rows()
        #expect(both.allSatisfy { $0.value("status")?.text == "success" })
        #expect(try await visit.names().isEmpty)
    }

    @Test("no job at all is refused", arguments: ["{}", "[]", #"{"ids": []}"#, nil] as [String?])
    func refusesNone(body: String?) async throws {
        let visit = try await Visit()
        let answer = try await visit.delete("/pm/v1/deploymentjobs", body)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains("body ids: names no job"))
    }

    @Test("a job that is deleted while devices are at work is gone with its runs")
    func deletesRunning() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "now",
            #""status": "Enabled""#,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        let id = try Visit.id(job)
        #expect(try await visit.delete("/pm/v1/deploymentjobs/\(id)").status == 200)
        #expect(try await visit.get("/pm/v1/deploymentjob/\(id)").status == 404)
        #expect(try await visit.carryOut(on: "alder").isEmpty)
    }
}
