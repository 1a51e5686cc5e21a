// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// Finds the jobs of one application that a caller sees, and makes the rows that show them.
struct JobLookup: Sendable {
    private let services: Services
    /// The application.
    let family: JobDocument.Family
    /// Who asks.
    let principal: Principal
    /// The fleet as the caller sees it.
    let view: FleetView

    /// Prepares to answer a call.
    init(
        _ call: EndpointCall,
        _ services: Services,
        _ family: JobDocument.Family = .patch
    ) throws {
        self.services = services
        self.family = family
        principal = try call.principal
        view = try services.assessment.view(by: principal)
    }

    /// What documents are read against.
    var context: JobContext {
        JobContext(snapshot: view.snapshot, principal: principal, now: view.now)
    }

    /// The job with an identity.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``, also for a job of the other application.
    func job(_ id: String) async throws -> Deployment {
        guard let identity = Deployment.Identity(id) else { throw Self.missing(id) }
        let found = try await services.deployments.deployment(identity, by: principal)
        guard family.kinds.contains(found.kind) else { throw Self.missing(id) }
        return found
    }

    private static func missing(_ id: String) -> DomainError {
        DomainError(.deploymentNotFound, subject: "job \(id.prefix(64))")
    }

    /// All jobs, newest first.
    func jobs() async throws -> [ListedJob] {
        let found = try await services.deployments.deployments(kinds: family.kinds, by: principal)
        return found.map { job in
            ListedJob(
                deployment: job.deployment,
                document: JobDocument(of: job.deployment, context: context),
                isUnderWay: job.isUnderWay
            )
        }
    }

    /// The row of a job.
    func row(_ deployment: Deployment) async throws -> JobRow {
        let all = try await services.deployments.deployments(kinds: family.kinds, by: principal)
        let rows = try await rows([deployment], among: all.map(\.deployment))
        guard let row = rows.first else { throw Self.missing(deployment.id.description) }
        return row
    }

    /// The rows of jobs, in order; `all` are all jobs, among which those stand that refer to them.
    func rows(_ jobs: [Deployment], among all: [Deployment]) async throws -> [JobRow] {
        let latest = try await services.deployments.latestRuns(of: jobs.map(\.id), by: principal)
        let users = try await services.access.users(by: principal)
        let shared = JobRowSource(view, principal, users: users, jobs: all)
        return jobs.map { job in
            shared.row(job, JobDocument(of: job, context: context), latest[job.id])
        }
    }
}

/// A job before its numbers are looked up.
struct ListedJob: Sendable {
    /// The deployment that it is.
    let deployment: Deployment
    /// The job as it was asked for.
    let document: JobDocument
    /// Whether a run of it is under way.
    let isUnderWay: Bool
}
