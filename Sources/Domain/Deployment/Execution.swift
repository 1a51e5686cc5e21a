// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Crypto
package import Foundation

/// One device in a run.
///
/// Each attempt gives the agent an order with an identity of its own: an agent acts on an order at
/// most once, and a retry, or a continuation in the next window, is another order.
package struct Execution: Sendable, Equatable {
    /// The identity of an execution.
    package typealias Identity = ID<Execution>

    /// The execution's identity.
    package var id: Identity
    /// The deployment.
    package var deployment: Deployment.Identity
    /// The run.
    package var run: Run.Identity
    /// The ring of the run, from 0.
    package var ring: Int
    /// The device.
    package var device: Device.Identity
    /// Where the device stands in the tenant tree.
    package var path: TenantPath
    /// What is to be done.
    package var kind: Deployment.Kind
    /// The patches with the exact packages for this device; empty for scans and scripts.
    package var patches: [OrderPatch]
    /// How far it is.
    package var state: State
    /// Since when.
    package var since: Timestamp
    /// Why, in a sentence; `nil` where the state says it all.
    package var reason: String?
    /// The number of the present attempt, from 1; each has an order of its own.
    package var attempt = 1
    /// How many attempts have failed.
    package var failures = 0
    /// Before this time the agent is not told: a retry waits, or the slot is in the device's zone.
    package var notBefore: Timestamp?
    /// When the packages were fetched ahead; `nil` where they were not.
    package var downloadedAt: Timestamp?
    /// Whether the present order only fetches the packages.
    package var isDownload = false
    /// How often the present order was handed to the agent.
    package var offers = 0
    /// Until when the last hand-out is trusted to be acted on; then it is handed out again.
    package var leasedUntil: Timestamp?
    /// After this time the agent must not begin the present order; `nil` before it is handed out.
    package var orderExpiresAt: Timestamp?
    /// When it was made.
    package var createdAt: Timestamp
    /// After this time it must not be begun.
    package var expiresAt: Timestamp
    /// What came of each patch so far, over all attempts.
    package var results: [PatchResult] = []
    /// What the agent reported last; `nil` before.
    package var report: OrderReport?
    /// When that report arrived.
    package var reportedAt: Timestamp?
    /// The digest of the inventory that the server had of the device then; `nil` where it had none.
    package var digestAtReport: String?
    /// Why the agent refused the order; `nil` where it did not.
    package var refusal: OrderRefusal?

    /// Makes a pending execution.
    package init(
        id: Identity,
        deployment: Deployment.Identity,
        run: Run.Identity,
        ring: Int = 0,
        device: Device.Identity,
        path: TenantPath,
        kind: Deployment.Kind,
        patches: [OrderPatch],
        createdAt: Timestamp,
        expiresAt: Timestamp
    ) {
        self.id = id
        self.deployment = deployment
        self.run = run
        self.ring = ring
        self.device = device
        self.path = path
        self.kind = kind
        self.patches = patches
        state = .pending
        since = createdAt
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// The identity of the present order: the execution's own at first, then derived from it.
    package var order: UUID {
        if attempt == 1, !isDownload { return id.uuid }
        let name = "thimble order v1 \(id) \(attempt)\(isDownload ? " download" : "")"
        return ID<Order>(derivedFrom: name).uuid
    }

    /// The patches that the present attempt is about: those that have no good result yet.
    package var openPatches: [OrderPatch] {
        let settled = Set(results.filter { $0.outcome.settles }.map(\.patch))
        return patches.filter { !settled.contains($0.patch) }
    }
}

extension PatchResult.Outcome {
    /// Whether another attempt would have nothing to do; packages that wait on the machine are not
    /// installed yet.
    package var settles: Bool { isGood && self != .downloaded || self == .notApplicable }
}
