// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Crypto
package import Foundation

/// What is to be done with an order that has just arrived.
package enum OrderVerdict: Sendable, Equatable {
    /// New and genuine: journal it, then act.
    case accept(Order)
    /// It is in the journal and not finished yet: nothing is to be done now.
    case pending(UUID)
    /// It was acted on, and the server does not know the result yet: send it again, do not act.
    case report(OrderReport)
    /// It must not be acted on, and the server is told why.
    case refuse(OrderRefusal)
}

/// Decides about orders: a pure function of the order, the time and the journal.
package struct OrderGate: Sendable {
    /// This machine's identity.
    package let device: UUID
    /// The key that was pinned at enrolment.
    package let key: Curve25519.Signing.PublicKey

    /// Makes a gate.
    package init(device: UUID, key: Curve25519.Signing.PublicKey) {
        self.device = device
        self.key = key
    }

    /// Decides about one order.
    ///
    /// `now` is the time by the server's clock, as well as the agent knows it, in milliseconds since
    /// 1970. An order that is in the journal is never too old: its result is still owed.
    package func verdict(
        on signed: SignedOrder,
        now: Int64,
        journal: (UUID) -> JournalLookup
    ) -> OrderVerdict {
        let order: Order
        do {
            order = try signed.verified(by: key)
        } catch {
            return .refuse(error)
        }
        guard order.device == device else {
            let detail = "it is addressed to \(order.device)"
            return .refuse(OrderRefusal(order: order.id, reason: .wrongDevice, detail: detail))
        }
        switch journal(order.id) {
        case .found(let state):
            return verdict(on: order, in: state)
        case .unreadable(let reason):
            // Whether it was acted on cannot be known, so acting could repeat it.
            let detail = "its journal entry cannot be read: \(reason)"
            return .refuse(OrderRefusal(order: order.id, reason: .replayed, detail: detail))
        case .absent:
            break
        }
        guard now < order.expiresAt else {
            let late = now - order.expiresAt
            let detail = "it expired \(late) ms ago"
            return .refuse(OrderRefusal(order: order.id, reason: .expired, detail: detail))
        }
        if let detail = order.malformation {
            return .refuse(OrderRefusal(order: order.id, reason: .malformed, detail: detail))
        }
        return .accept(order)
    }

    private func verdict(on order: Order, in state: JournalState) -> OrderVerdict {
        switch state {
        case .accepted, .acting, .restarting:
            return .pending(order.id)
        case .finished(let report):
            return .report(report)
        case .acknowledged:
            let detail = "it was acted on before and its result was acknowledged"
            return .refuse(OrderRefusal(order: order.id, reason: .replayed, detail: detail))
        }
    }
}
