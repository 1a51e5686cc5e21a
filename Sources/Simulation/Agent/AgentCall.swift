// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// One call that an agent makes.
package indirect enum AgentCall: Sendable {
    /// `POST checkin`.
    case checkIn(CheckIn)
    /// `PUT inventory/{digest}`: the packages as they were scanned.
    case upload(PackageStock, digest: String)
    /// `POST progress`.
    case progress(OrderProgress)
    /// `POST reports`.
    case report(OrderReport)
    /// `POST refusals`.
    case refuse(OrderRefusal)
}

/// What an agent gets for a call.
package enum AgentAnswer: Sendable {
    /// A check-in's answer, with the orders that bear the right signature.
    case checkedIn(needsInventory: Bool, orders: [Order], serverTime: Timestamp)
    /// It was taken in.
    case accepted
    /// The server knows no such order.
    case unknownOrder
    /// The server understood it and does not want it, now or later.
    case rejected
    /// There was no answer, or none that helps: the call is made again later.
    case unanswered
}

/// What the agents of a simulated world talk to.
///
/// Each call is one of the protocol's, made by one device at a time of the server's clock. It
/// throws what the server cannot answer.
package protocol SimulatedServer {
    /// A device checks in.
    func checkIn(
        _ message: CheckIn,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer
    /// A device hands in its inventory.
    func inventory(
        _ stock: PackageStock,
        digest: String,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer
    /// A device says how far it is.
    func progress(
        _ progress: OrderProgress,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer
    /// A device reports.
    func report(
        _ report: OrderReport,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer
    /// A device refuses an order.
    func refuse(
        _ refusal: OrderRefusal,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer
}

extension SimulatedServer {
    /// Answers any call.
    package func answer(
        _ call: AgentCall,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer {
        switch call {
        case .checkIn(let message): try checkIn(message, of: device, at: now)
        case .upload(let stock, let digest):
            try inventory(stock, digest: digest, of: device, at: now)
        case .progress(let progress): try self.progress(progress, of: device, at: now)
        case .report(let report): try self.report(report, of: device, at: now)
        case .refuse(let refusal): try refuse(refusal, of: device, at: now)
        }
    }
}
