// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// The jobs that carry mitigations out.
struct MitigationJobs: Sendable {
    /// The heading of the group.
    static let tag = JobDocument.Family.mitigation.tag

    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] {
        [list, show] + changes + JobRemoval(services: services, family: .mitigation).endpoints
            + MitigationLists(services: services).endpoints
    }

    private var list: Endpoint {
        Endpoint(
            .get,
            "/mtg/v1/deploymentjobs",
            summary: "Mitigation jobs, the newest first",
            tag: Self.tag,
            access: .authenticated,
            parameters: Paging.rule.parameters + JobQuestion.parameters + [Attributes.parameter],
            responses: [.json(200, "One page.", .array(of: JobRow.schema(isProjected: true)))],
            handler: { try await page(of: $0) }
        )
    }

    private var show: Endpoint {
        Endpoint(
            .get,
            "/mtg/v1/deploymentjob/{id}",
            summary: "One mitigation job",
            tag: Self.tag,
            access: .authenticated,
            parameters: [DeploymentJobs.id],
            responses: [.json(200, "The job.", JobRow.schema())],
            handler: { call in
                let lookup = try JobLookup(call, services, .mitigation)
                let job = try await lookup.job(call.requireString(DeploymentJobs.id.name))
                return try await lookup.mitigationReply(job)
            }
        )
    }

    private func page(of call: EndpointCall) async throws -> Reply {
        let page = try Paging.page(of: call)
        let lookup = try JobLookup(call, services, .mitigation)
        let question = try JobQuestion(call, lookup.view)
        let all = try await lookup.jobs()
        let meant = question.jobs(of: all).map(\.deployment)
        let rows = try await lookup.rows(
            Array(meant[page.rows(of: meant.count)]),
            among: all.map(\.deployment)
        )
        let attributes = Attributes(call.string(Attributes.parameter.name))
        return .json(capacity: 512 + 4_096 * rows.count) { json in
            json.array { json in
                for row in rows { json.value(.object(row.mitigationMembers(attributes))) }
            }
        }
    }

    /// The identity in a call's path.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound`` for what is no identity.
    static func identity(of call: EndpointCall) throws(DomainError) -> Deployment.Identity {
        let text = try call.requireString(DeploymentJobs.id.name)
        guard let id = Deployment.Identity(text) else {
            throw DomainError(.deploymentNotFound, subject: "job \(text.prefix(64))")
        }
        return id
    }
}

extension JobLookup {
    /// Answers with one mitigation job; who made it is left out of the answer to a change, as the
    /// vendor's sample has it ("Update Mitigation Job").
    func mitigationReply(
        _ job: Deployment,
        status: HTTPResponse.Status = .ok,
        isChange: Bool = false
    ) async throws -> Reply {
        var members = try await row(job).mitigationMembers()
        if isChange {
            let nobody = JSONObject([.init("user", .null), .init("date", .null)])
            members.set("createdBy", to: .object(nobody))
        }
        return .json(status: status, capacity: 4_096) { $0.value(.object(members)) }
    }
}

extension JobRow {
    /// The members of the job, and `mitigationActionCount`, which clients of mitigation jobs read
    /// beside them.
    fileprivate func mitigationMembers(_ attributes: Attributes = .all) -> JSONObject {
        var writer = JSONWriter()
        write(to: &writer, attributes)
        var members = (try? JSONValue.parse(writer.finish()))?.members ?? JSONObject()
        if attributes.shows("mitigationActionCount") {
            let count = Int64(deployment.plan.mitigationCount)
            members.members.append(.init("mitigationActionCount", .integer(count)))
        }
        return members
    }
}
