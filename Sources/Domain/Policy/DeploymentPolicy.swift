// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// How devices go about a deployment: when they may work, what they ask and say, how they restart
/// and how often they try again.
package struct DeploymentPolicy: Codable, Sendable, Equatable {
    /// The identity of a policy.
    package typealias Identity = ID<DeploymentPolicy>

    /// What makes a device begin, once its window is open.
    package enum Moment: String, Codable, Sendable, CaseIterable {
        /// At once.
        case window
        /// The next start of the machine, or of its agent, or the next time that someone logs on.
        case startup
        /// The agent's next regular check-in.
        case refresh
    }

    /// Who may start it.
    package enum Offering: String, Codable, Sendable, CaseIterable {
        /// The server installs; the people at the machine are not offered anything.
        case deploy
        /// The people at the machine install it themselves, when they like; the server never does.
        case publish
        /// They may install it before the server does.
        case both
    }

    /// The policy's identity.
    package var id: Identity
    /// The number that dialects show.
    package var number: Int64
    /// The tenant that it belongs to; absent for one that is built in and belongs to all.
    package var tenant: Tenant.Identity?
    /// Where that tenant stands in the tree; absent for one that is built in.
    package var path: TenantPath?
    /// Its name; unique within a tenant.
    package var name: String
    /// What it is for.
    package var summary: String

    /// When devices may work; absent means always.
    package var window: MaintenanceWindow?
    /// How long a run may take, in minutes, 1 to 10,080; absent means as long as it needs.
    package var runTimeoutMinutes: Int?
    /// Whether what a window cut off goes on in the next one; otherwise it has failed.
    package var continuesInNextWindow: Bool
    /// Whether devices fetch packages before they may install them.
    package var downloadAhead: DownloadAhead
    /// What makes a device begin.
    package var installAt: Moment
    /// Whether the machine is woken over its network when its window opens.
    package var wakesDevices: Bool
    /// For how long a device at work may say nothing until it counts as silent, in minutes, 5 to
    /// 10,080.
    package var silentAfterMinutes: Int

    /// How and whether machines are restarted.
    package var reboot: RebootPolicy
    /// What their users are told.
    package var messages: UserMessages
    /// How long they are warned before the start, in minutes, 0 to 1,440; 0 begins at once.
    package var startCountdownMinutes: Int
    /// How often and how long they may put the start off; absent means not at all.
    package var startDeferral: DeferralPolicy?
    /// Whether they may refuse the deployment altogether.
    package var canSkip: Bool
    /// Who may start it.
    package var selfService: Offering

    /// How often a failed device tries again, and when.
    package var retries: RetryPolicy
    /// Whether the other patches go on when one has failed.
    package var continuesOnFailure: Bool
    /// Whether to begin although the machine waits for a restart; otherwise it is blocked.
    package var runsWithPendingReboot: Bool
    /// What to run before anything is changed, in order.
    package var before: [OrderAction]
    /// What to run after the packages are settled, in order.
    package var after: [OrderAction]

    /// Makes a policy that installs at any time, without a word, and never restarts a machine.
    package init(
        id: Identity,
        number: Int64,
        tenant: Tenant.Identity?,
        path: TenantPath?,
        name: String,
        summary: String = ""
    ) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.path = path
        self.name = name
        self.summary = summary
        window = nil
        runTimeoutMinutes = nil
        continuesInNextWindow = true
        downloadAhead = .none
        installAt = .window
        wakesDevices = false
        silentAfterMinutes = 60
        reboot = RebootPolicy()
        messages = UserMessages()
        startCountdownMinutes = 0
        startDeferral = nil
        canSkip = false
        selfService = .deploy
        retries = .none
        continuesOnFailure = true
        runsWithPendingReboot = true
        before = []
        after = []
    }

    /// Whether devices fetch packages before they may install them.
    package var downloadsAhead: Bool { downloadAhead != .none }

    /// The least that ``silentAfter`` may be.
    package static let silenceMinimum: Duration = .seconds(5 * 60)

    /// Whether it came with the program and belongs to every tenant.
    package var isBuiltIn: Bool { tenant == nil }

    /// How long a run may take; `nil` means as long as it needs.
    package var runTimeout: Duration? { runTimeoutMinutes.map { .seconds($0 * 60) } }

    /// For how long a device at work may say nothing until it counts as silent.
    package var silentAfter: Duration { .seconds(silentAfterMinutes * 60) }
}
