// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension ServiceEnvironment {
    /// The engine within one transaction, over the index as it is now; what it does is written to
    /// the audit log and told to the index.
    func engine(
        _ transaction: any StoreTransaction,
        audit: AuditRecorder
    ) -> DeploymentEngine {
        let tenants = TenantLookup(transaction)
        return DeploymentEngine(
            store: transaction,
            sequences: transaction,
            fleet: SnapshotKnowledge(snapshot: index.snapshot, store: transaction),
            makeID: { [random] in random.uuid() },
            policy: { id in
                try DeploymentPolicy.builtIn.first { $0.id == id }
                    ?? transaction.deploymentPolicy(id)
            },
            note: { note in
                switch note {
                case .execution(let execution, let action):
                    try transaction.append(.execution(execution.id, device: execution.device))
                    guard Self.audited.contains(action) else { return }
                    try audit.record(
                        "order.\(action)",
                        subject: execution.id.description,
                        detail: execution.auditDetail,
                        tenant: try tenants.tenant(at: execution.path)
                    )
                case .run(let run, let decision):
                    try audit.record(
                        "run.\(decision.kind.rawValue)",
                        subject: run.id.description,
                        detail: "\(decision.by): \(decision.reason)",
                        tenant: try tenants.tenant(at: run.path)
                    )
                case .passed(let deployment, let slot, let reason):
                    try audit.record(
                        "deployment.passed",
                        subject: deployment.id.description,
                        detail: "slot \(slot.milliseconds): \(reason)",
                        tenant: deployment.tenant
                    )
                }
            }
        )
    }

    /// What is written to the audit log of the life of an execution; the rest is told by its state.
    private static let audited: Set<String> = [
        "report", "refuse", "expire", "cancel", "settle", "silence", "verify",
    ]
}

/// The tenants of one transaction by their place, each looked up once.
private final class TenantLookup {
    private let transaction: any StoreTransaction
    private var known: [TenantPath: Tenant.Identity] = [:]

    init(_ transaction: any StoreTransaction) { self.transaction = transaction }

    func tenant(at path: TenantPath) throws -> Tenant.Identity {
        if let id = known[path] { return id }
        guard let tenant = try transaction.tenants(in: path).first(where: { $0.path == path })
        else { throw DomainError(.siteNotFound, subject: path.description) }
        known[path] = tenant.id
        return tenant.id
    }
}

extension Execution {
    /// How many results of a report the audit log names; the report itself is stored whole.
    private static let auditedResultsMax = 100

    fileprivate var auditDetail: String {
        let words = results.prefix(Self.auditedResultsMax).map {
            "\($0.patch.uuidString.lowercased()) \($0.outcome.rawValue)"
        }
        let why = reason.map { ": \($0.prefix(300))" } ?? ""
        return "\(state.rawValue)\(why) " + words.joined(separator: ", ")
    }
}
