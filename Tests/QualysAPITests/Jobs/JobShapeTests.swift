// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@Suite struct JobShapeTests {
    /// A world with jobs of every kind: with and without runs, links, tags and people.
    private static func visit() async throws -> Visit {
        let visit = try await Visit()
        let first = try await visit.makeJob(
            "first",
            #""status": "Enabled", "platform": "Linux""#,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        try await visit.makeJob("second", #""linkedJobId": "\#(try Visit.id(first))""#)
        try await visit.makeJob(
            "third",
            Visit.daily,
            #""assetTagIds": ["\#(try visit.tag("smiths"))"], "remediationQids": [20260001001]"#,
            #""preDeployActions": [], "jobStartCountdown": {"interval": 5}"#,
            #""notification": {"notificationTypes": {"email": true}}"#
        )
        let second = try await visit.row("/pm/v1/deploymentjobs", where: "name", is: "second")
        #expect(try await visit.change(second, #"{"description": "again"}"#).status == 200)
        var plan = DeploymentPlan(
            targets: .everything,
            patches: .missing,
            schedule: Schedule(recurrence: .windows),
            policy: DeploymentPolicy.builtIn[3]
        )
        plan.rings = [Ring(name: "all")]
        _ = try await visit.world.services.deployments.create(
            DeploymentDraft(kind: .install, name: "by hand", plan: plan, isEnabled: true),
            by: World.owner
        )
        return visit
    }

    @Test("what the endpoints of jobs answer has the shape that the API document gives it")
    func answersFit() async throws {
        let visit = try await Self.visit()
        let job = try await visit.row("/pm/v1/deploymentjobs", where: "name", is: "first")
        let id = try Visit.id(job)
        let shape = try await AnswerShape(visit)
        for (path, template) in [
            ("deploymentjobs", "deploymentjobs"),
            ("deploymentjobs?attributes=id,name", "deploymentjobs"),
            ("deploymentjobs/summary", "deploymentjobs/summary"),
            ("deploymentjobs/summary?attributes=id", "deploymentjobs/summary"),
            ("deploymentjobs/availableToLink", "deploymentjobs/availableToLink"),
            ("deploymentjob/\(id)", "deploymentjob/{id}"),
            ("deploymentjob/\(id)/runs", "deploymentjob/{id}/runs"),
        ] {
            let answer = try await visit.get("/pm/v1/\(path)")
            #expect(answer.status == 200)
            try shape.check(answer, "get", "/pm/v1/\(template)")
        }
        let made = try await visit.post("/pm/v1/deploymentjob", #"{"name": "x"}"#)
        try shape.check(made, "post", "/pm/v1/deploymentjob")
        let other = try Visit.id(made.json())
        let changed = try await visit.patch(
            "/pm/v1/deploymentjob/update/\(other)",
            #"{"name": "y"}"#
        )
        try shape.check(changed, "patch", "/pm/v1/deploymentjob/update/{id}")
        let ids = #"["\#(other)", "\#(UnknownJob.text)"]"#
        let status = "/pm/v1/deploymentjobs/update/status"
        let set = try await visit.post("\(status)/Enabled", ids)
        try shape.check(set, "post", "\(status)/{status}")
        let gone = try await visit.delete("/pm/v1/deploymentjobs", ids)
        try shape.check(gone, "delete", "/pm/v1/deploymentjobs")
        let lost = try await visit.delete("/pm/v1/deploymentjobs/\(other)")
        try shape.check(lost, "delete", "/pm/v1/deploymentjobs/{id}")
    }
}

/// The shapes that the face's own API document gives to answers (OpenAPI 3.0.3, "Schema Object").
private struct AnswerShape {
    private let document: JSONValue

    init(_ visit: Visit) async throws {
        document = try await visit.get("/openapi/qualys.json").json()
    }

    /// Expects an answer to fit what is documented for its status.
    func check(_ answer: Answer, _ method: String, _ path: String) throws {
        let operation = document.value("paths")?.value(path)?.value(method)
        let response = operation?.value("responses")?.value("\(answer.status)")
        let content = response?.value("content")?.value("application/json")
        let schema = try #require(content?.value("schema"), "\(method) \(path) \(answer.status)")
        check(try answer.json(), schema, at: "\(method) \(path)")
    }

    private func check(_ value: JSONValue, _ schema: JSONValue, at place: String) {
        if value == .null {
            let isOpen = schema.value("type") == nil || schema.value("nullable") == .boolean(true)
            #expect(isOpen, "\(place) is null")
            return
        }
        switch schema.value("type")?.text {
        case nil: return
        case "string":
            #expect(value.text != nil, "\(place) is no text")
            if let words = schema.value("enum")?.elements {
                #expect(words.contains(value), "\(place) is another word")
            }
        case "integer":
            if case .integer = value { return }
            Issue.record("\(place) is no whole number")
        case "boolean":
            if case .boolean = value { return }
            Issue.record("\(place) is no truth value")
        case "array":
            for (number, element) in (value.elements ?? [.null]).enumerated() {
                check(element, schema.value("items") ?? .null, at: "\(place)[\(number)]")
            }
        default: checkObject(value, schema, at: place)
        }
    }

    private func checkObject(_ value: JSONValue, _ schema: JSONValue, at place: String) {
        guard let object = value.members else {
            Issue.record("\(place) is no object")
            return
        }
        for required in schema.value("required")?.elements ?? [] {
            let name = required.text ?? ""
            #expect(object.value(name) != nil, "\(place) lacks \(name)")
        }
        for member in object.members {
            let known = schema.value("properties")?.value(member.key)
            guard let rule = known ?? schema.value("additionalProperties") else {
                Issue.record("\(place) has an unknown member \(member.key)")
                continue
            }
            check(member.value, rule, at: "\(place).\(member.key)")
        }
    }
}
