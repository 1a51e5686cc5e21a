// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Logging

/// The use cases; faces and the command line call these and nothing below.
///
/// Each authorises its caller, runs one transaction, writes the audit log and lets the fleet index
/// follow. Safe for concurrent use.
package struct Services: Sendable {
    /// Users, API clients and tokens.
    package let access: AccessService
    /// What enrolled machines call.
    package let agents: AgentService
    /// Devices, groups and sites.
    package let devices: DeviceService
    /// Feeds.
    package let catalog: CatalogService
    /// Questions about devices, patches and findings.
    package let assessment: AssessmentService
    /// Approvals.
    package let approvals: ApprovalService
    /// What operators wrote against vulnerabilities that no patch answers.
    package let mitigations: MitigationService
    /// Baselines and ratings.
    package let baselines: BaselineService
    /// Compliances and their runs.
    package let compliances: ComplianceService
    /// Scans and installations.
    package let deployments: DeploymentService
    /// Deployment policies.
    package let policies: DeploymentPolicyService
    /// What happens to the agents themselves.
    package let fleet: AgentFleetService
    /// Reports.
    package let reports: ReportService
    /// The audit log.
    package let audit: AuditService
    /// The fleet index.
    package let index: FleetIndex
    /// The first start.
    package let setup: SetupService

    /// Wires the services over one environment.
    package init(_ environment: ServiceEnvironment) {
        index = environment.index
        access = AccessService(environment)
        agents = AgentService(environment)
        devices = DeviceService(environment)
        catalog = CatalogService(environment)
        assessment = AssessmentService(environment)
        approvals = ApprovalService(environment)
        mitigations = MitigationService(environment)
        baselines = BaselineService(environment)
        compliances = ComplianceService(environment)
        deployments = DeploymentService(environment)
        policies = DeploymentPolicyService(environment)
        fleet = AgentFleetService(environment)
        reports = ReportService(environment)
        audit = AuditService(environment)
        setup = SetupService(environment)
    }
}

/// What every service needs from outside.
package struct ServiceEnvironment: Sendable {
    /// The database.
    package let store: any Store
    /// The current time.
    package let clock: any WallClock
    /// Unpredictable bytes and identities.
    package let random: any RandomSource
    /// The fleet index.
    package let index: FleetIndex
    /// The key that signs orders.
    package let orderKey: OrderKey
    /// Where the services log.
    package let logger: Logger
    /// Whether calls of agents that say nothing new are written together; who sets it calls
    /// ``AgentService/writeContacts()`` every few seconds.
    package var batchesContacts = false
    /// Where the keys of tokens are kept; without a place of their own they end with the process.
    package var signingKeys: any SigningKeyVault = MemoryKeyVault()

    /// Makes an environment.
    package init(
        store: any Store,
        clock: any WallClock,
        random: any RandomSource,
        index: FleetIndex,
        orderKey: OrderKey,
        logger: Logger
    ) {
        self.store = store
        self.clock = clock
        self.random = random
        self.index = index
        self.orderKey = orderKey
        self.logger = logger
    }

    /// Runs a change with its audit line, then lets the index take it in before it returns.
    ///
    /// The body gets the transaction, the time that counts for all of it, and a recorder for the
    /// audit log.
    func change<Result: Sendable>(
        by principal: Principal,
        _ body:
            @escaping @Sendable (any StoreTransaction, Timestamp, AuditRecorder) throws ->
            Result
    ) async throws -> Result {
        let now = clock.now
        let result = try await store.write { transaction in
            try body(
                transaction,
                now,
                AuditRecorder(transaction: transaction, actor: principal.label, at: now)
            )
        }
        try await index.refresh()
        return result
    }
}
