// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Web

/// A change of a job, as a client sends it.
struct JobChange: Sendable {
    private let changes: JSONObject
    private let lookup: JobLookup
    private let services: Services
    private let amend: @Sendable (inout DeploymentDraft, JobDocument) throws -> Void

    /// Reads a change; `amend` puts what a document does not know into the deployment that comes of
    /// it.
    init(
        _ changes: JSONObject,
        _ lookup: JobLookup,
        _ services: Services,
        amend: @escaping @Sendable (inout DeploymentDraft, JobDocument) throws -> Void = { _, _ in }
    ) {
        self.changes = changes
        self.lookup = lookup
        self.services = services
        self.amend = amend
    }

    /// Changes a job; one to which nothing is sent stays as it is.
    ///
    /// What happens once stays enabled once it is, as the vendor has it ("Change Mitigation Job
    /// Status").
    /// - Throws: ``DomainError/Code/requestInvalid``, ``DomainError/Code/deploymentEnabled``,
    ///   ``DomainError/Code/storageConflict`` where someone else changed it meanwhile.
    func applied(to job: Deployment) async throws -> Deployment {
        if changes.members.isEmpty { return job }
        let former = JobDocument(of: job, context: lookup.context)
        let document = try former.merging(changes, context: lookup.context)
        let isEnabled = saysStatus ? document.isEnabled : nil
        if let isEnabled, changes.members.allSatisfy({ $0.key.lowercased() == "status" }) {
            return try await services.deployments.setEnabled(
                isEnabled,
                job.id,
                enabling: .lasting,
                by: lookup.principal
            )
        }
        var changed = try document.draft(replacing: job, context: lookup.context)
        try amend(&changed, document)
        let draft = changed
        return try await services.deployments.update(
            job.id,
            isEnabled: isEnabled,
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
            deployment.kind = draft.kind
            deployment.name = draft.name
            deployment.summary = draft.summary
            deployment.plan = draft.plan
            // What another dialect asked for is still read there.
            if !document.isDerived { deployment.request = draft.request }
        }
    }

    private var saysStatus: Bool {
        switch changes.value(anyCase: "status") {
        case nil, .null, .string(""): false
        default: true
        }
    }
}
