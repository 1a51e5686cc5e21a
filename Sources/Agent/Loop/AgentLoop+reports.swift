// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension AgentLoop {
    /// Sends every report that the server has not acknowledged.
    func sendReports() async throws {
        for entry in try journal.entries().readable {
            if case .finished(let report) = entry.state { try await send(report) }
        }
    }

    /// Whether a report waits to be sent.
    func hasReports() throws -> Bool {
        try journal.entries().readable.contains { entry in
            if case .finished = entry.state { true } else { false }
        }
    }

    /// Whether an order waits to be acted on.
    func hasWork() throws -> Bool {
        try journal.entries().readable.contains(where: \.isOpen)
    }

    /// Sends a report and notes that the server has it.
    ///
    /// A report that the server refuses is kept and sent again later, unless the server does not
    /// know the order at all: then nobody waits for it.
    func send(_ report: OrderReport) async throws {
        await teller.drop()
        do {
            try await session.send(report)
        } catch let error as ServerError where error.code == "order.not_found" {
            logger.warning(
                "the server does not know the order; its report is dropped",
                metadata: ["order": "\(report.order.text)"]
            )
        } catch let error as ServerError where error.isRefusalOfContent {
            logger.error("\(error)", metadata: ["order": "\(report.order.text)"])
            return
        }
        try journal.record(.acknowledged(report, at: clock.now), for: report.order)
        logger.info("report handed in", metadata: ["order": "\(report.order.text)"])
    }

    /// Tells the server that an order is refused.
    ///
    /// That is not tried again: the order would come again, and be refused again.
    func refuse(_ refusal: OrderRefusal) async {
        let id = refusal.order?.text ?? "unreadable"
        logger.warning(
            "order refused: \(refusal.detail)",
            metadata: ["order": "\(id)", "reason": "\(refusal.reason.rawValue)"]
        )
        do {
            try await session.send(refusal)
        } catch {
            logger.warning("the refusal cannot be sent: \(error)")
        }
    }

    /// Notes for `status` that the server has answered, or why it has not.
    func note(error: String?) async {
        do {
            var contact = state.contact()
            contact.clockOffset = await session.clockOffset
            contact.lastError = error
            if error == nil { contact.lastContact = clock.now }
            try state.store(contact)
        } catch {
            logger.warning("cannot note the contact: \(error)")
        }
    }
}

extension ServerError {
    /// Whether the server understood the call and will not take it, now or later.
    fileprivate var isRefusalOfContent: Bool {
        switch self {
        case .refused(let status, _, _):
            // 401 and 403 concern the session, 408, 425 and 429 the moment (RFC 9110).
            (400..<500).contains(status) && ![401, 403, 408, 425, 429].contains(status)
        case .unreachable, .untrusted, .unintelligible:
            false
        }
    }
}
