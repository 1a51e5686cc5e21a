// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

/// One device in a deployment; its identity is the identity of the order that the agent gets.
package struct Execution: Sendable, Equatable {
    /// The identity of an execution.
    package typealias Identity = ID<Execution>

    /// How far it is.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// The agent has not asked yet.
        case pending
        /// The agent was given the order and has not reported.
        case offered
        /// Done; each patch has a good result.
        case completed
        /// Done; at least one patch failed or was blocked.
        case failed
        /// The agent refused the order.
        case refused
        /// The agent did not begin in time, or was not heard of again.
        case expired
        /// One of its patches lost its approval before the agent asked.
        case cancelled

        /// Whether nothing more will happen.
        package var isFinal: Bool {
            switch self {
            case .pending, .offered: false
            case .completed, .failed, .refused, .expired, .cancelled: true
            }
        }
    }

    /// The execution's identity.
    package var id: Identity
    /// The deployment.
    package var deployment: Deployment.Identity
    /// The device.
    package var device: Device.Identity
    /// Where the device stands in the tenant tree.
    package var path: TenantPath
    /// What is to be done.
    package var kind: Deployment.Kind
    /// The patches with the exact packages for this device; empty for a scan.
    package var patches: [OrderPatch]
    /// How far it is.
    package var state: State
    /// How often the order was handed to the agent.
    package var offers: Int
    /// Until when the last hand-out is trusted to be acted on; then it is handed out again.
    package var leasedUntil: Timestamp?
    /// When it was made.
    package var createdAt: Timestamp
    /// After this time it must not be begun.
    package var expiresAt: Timestamp
    /// What the agent reported; `nil` before.
    package var report: OrderReport?
    /// When the report arrived.
    package var reportedAt: Timestamp?
    /// Why the agent refused the order; `nil` where it did not.
    package var refusal: OrderRefusal?

    /// Makes a pending execution.
    package init(
        id: Identity,
        deployment: Deployment.Identity,
        device: Device.Identity,
        path: TenantPath,
        kind: Deployment.Kind,
        patches: [OrderPatch],
        createdAt: Timestamp,
        expiresAt: Timestamp
    ) {
        self.id = id
        self.deployment = deployment
        self.device = device
        self.path = path
        self.kind = kind
        self.patches = patches
        state = .pending
        offers = 0
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

extension Execution {
    /// What can happen to an execution.
    package enum Event: Sendable {
        /// The agent asks for orders.
        case asked
        /// The agent reports its result.
        case reported(OrderReport)
        /// The agent refuses the order.
        case refused(OrderRefusal)
        /// One of its patches is not approved any more.
        case disapproved
        /// Time passes.
        case tick
    }

    /// How long an agent has to report before the order is handed to it again.
    ///
    /// The agent recognises the order by its identity, so handing it out again is harmless.
    package static let lease: Duration = .seconds(60)

    /// Takes an event in and says whether anything changed.
    ///
    /// A late or repeated event of a final execution changes nothing, with one exception: a report
    /// counts even after the expiry, because the machine did act.
    package mutating func on(_ event: Event, at now: Timestamp) -> Bool {
        switch event {
        case .asked: offer(at: now)
        case .tick: expire(at: now)
        case .disapproved: cancel()
        case .reported(let report): accept(report, at: now)
        case .refused(let refusal): accept(refusal, at: now)
        }
    }

    private mutating func offer(at now: Timestamp) -> Bool {
        if expire(at: now) { return true }
        guard !state.isFinal else { return false }
        if state == .offered, let leasedUntil, now < leasedUntil { return false }
        state = .offered
        offers += 1
        leasedUntil = now + Self.lease
        return true
    }

    /// An order that was handed out may be acted on until its lease ends; a report that comes later
    /// still counts.
    private mutating func expire(at now: Timestamp) -> Bool {
        guard !state.isFinal, now >= expiresAt, leasedUntil.map({ now >= $0 }) ?? true else {
            return false
        }
        state = .expired
        return true
    }

    /// Only what no machine was told yet can be taken back.
    private mutating func cancel() -> Bool {
        guard state == .pending else { return false }
        state = .cancelled
        return true
    }

    private mutating func accept(_ report: OrderReport, at now: Timestamp) -> Bool {
        guard self.report == nil else { return false }
        let good = report.results.filter {
            $0.outcome == .installed || $0.outcome == .alreadyInstalled
        }
        // A patch that the report says nothing of is not a success.
        let isGood =
            report.failure == nil && good.count == report.results.count
            && Set(patches.map(\.patch)).isSubset(of: good.map(\.patch))
        state = isGood ? .completed : .failed
        self.report = report
        reportedAt = now
        return true
    }

    private mutating func accept(_ refusal: OrderRefusal, at now: Timestamp) -> Bool {
        guard !state.isFinal else { return false }
        state = refusal.reason == .expired ? .expired : .refused
        self.refusal = refusal
        reportedAt = now
        return true
    }
}
