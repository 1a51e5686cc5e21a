// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Web

/// A change of a mitigation job, with the mitigations that there are at the time.
struct MitigationChange: Sendable {
    private let lookup: JobLookup
    private let services: Services

    init(_ lookup: JobLookup, _ services: Services) {
        self.lookup = lookup
        self.services = services
    }

    /// Changes a job as a client asks for it.
    ///
    /// - Throws: As ``JobChange/applied(to:)``, and ``DomainError/Code/requestInvalid`` for what
    ///   ``MitigationWork`` refuses.
    func apply(_ changes: JSONObject, to job: Deployment) async throws -> Deployment {
        let former = JobDocument(of: job, context: lookup.context)
        let isStatusAlone = changes.members.allSatisfy { $0.key.lowercased() == "status" }
        if isStatusAlone, !former.isEnabled,
            try former.merging(changes, context: lookup.context).isEnabled
        {
            return try await enable(job)
        }
        let mitigations = try await mitigations(of: job)
        return try await JobChange(changes, lookup, services) { draft, document in
            guard document.choosesMitigations else { return }
            let work = MitigationWork(document, among: mitigations)
            let isSame = document.qids == former.qids && document.platform == former.platform
            guard former.isEnabled, document.isEnabled, isSame else {
                return try work.settle(&draft.plan, isEnabled: document.isEnabled)
            }
            // A job at work goes on with what it has where the catalogue has it no longer.
            var plan = draft.plan
            if (try? work.settle(&plan, isEnabled: true)) != nil { draft.plan = plan }
        }.applied(to: job)
    }

    /// Enables a job; one that is enabled stays as it is.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` for a job that is not complete, and for a
    ///   vulnerability without a mitigation.
    func enable(_ job: Deployment) async throws -> Deployment {
        let document = JobDocument(of: job, context: lookup.context)
        var plan = job.plan
        if !document.isEnabled {
            try document.requireComplete()
            if document.choosesMitigations {
                try MitigationWork(document, among: try await mitigations(of: job))
                    .settle(&plan, isEnabled: true)
            }
        }
        guard plan != job.plan else {
            return try await services.deployments.setEnabled(
                true,
                job.id,
                enabling: .lasting,
                by: lookup.principal
            )
        }
        let settled = plan
        return try await services.deployments.update(
            job.id,
            isEnabled: true,
            enabling: .lasting,
            by: lookup.principal
        ) { deployment in
            guard deployment.updatedAt == job.updatedAt else {
                throw DomainError(
                    .storageConflict,
                    subject: "job \(job.id)",
                    hint: "someone else changed it meanwhile"
                )
            }
            deployment.plan = settled
        }
    }

    private func mitigations(of job: Deployment) async throws -> [Mitigation] {
        try await services.mitigations.effective(at: job.path, by: lookup.principal)
    }
}

extension JobDocument {
    /// Whether its vulnerabilities say what is done; a deployment that was made elsewhere has
    /// actions of its own.
    fileprivate var choosesMitigations: Bool { !isDerived || !qids.isEmpty }
}
