// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import NIOHTTP1
import Simulation

extension FleetDevice {
    /// Brings a call to the server and its answer back, as well as the settings let it.
    mutating func exchange(_ call: AgentCall, _ context: FleetContext) async -> AgentAnswer {
        let faults = context.settings.faults
        if dice.happens(faults.requestLost) {
            context.tally.fault("request-lost")
            return .unanswered
        }
        if dice.happens(faults.requestTwice) {
            context.tally.fault("request-twice")
            _ = await answer(to: call, context)
        }
        var answer = await answer(to: call, context)
        if dice.happens(faults.replyLost) {
            context.tally.fault("reply-lost")
            return .unanswered
        }
        if case .checkedIn(let needsInventory, let orders, let time) = answer, !orders.isEmpty,
            dice.happens(faults.orderTwice)
        {
            context.tally.fault("order-twice")
            answer = .checkedIn(
                needsInventory: needsInventory,
                orders: orders + orders,
                serverTime: time
            )
        }
        if case .checkedIn(let needsInventory, let orders, _) = answer {
            noteOrders(orders, context.tally)
            if case .checkIn(let message) = call, message.inventoryDigest != nil, !needsInventory {
                noteScanned(context.tally)
            }
        }
        return answer
    }

    /// What the server makes of a call.
    private mutating func answer(to call: AgentCall, _ context: FleetContext) async -> AgentAnswer {
        do {
            switch call {
            case .checkIn(var message):
                message.facts = facts(message.facts)
                return await checkIn(try JSONEncoder().encode(message), context)
            case .upload(let stock, let digest):
                let bytes = try stock.inventory.canonicalBytes()
                let path = "inventory/\(digest)"
                let answer = await send(path, bytes, method: .PUT, context).plain
                if case .accepted = answer { noteScanned(context.tally) }
                return answer
            case .progress(let progress):
                return await send("progress", try JSONEncoder().encode(progress), context).plain
            case .report(let report):
                let answer = await send("reports", try JSONEncoder().encode(report), context).plain
                switch answer {
                case .accepted: noteReport(report, report.outcome, context.tally)
                case .unknownOrder: noteReport(report, "unknown", context.tally)
                case .checkedIn, .rejected, .unanswered: break
                }
                return answer
            case .refuse(let refusal):
                return try await refuse(refusal, context)
            }
        } catch {
            // A message that cannot be written is none the server could refuse.
            context.tally.count { $0.errors["simulation.message", default: 0] += 1 }
            return .rejected
        }
    }

    private mutating func checkIn(_ body: Data, _ context: FleetContext) async -> AgentAnswer {
        let start = context.time.elapsed()
        let answer = await send("checkin", body, context)
        guard case .body(let bytes) = answer else { return answer.plain }
        context.tally.checkedIn(after: context.time.elapsed() - start)
        guard let reply = try? JSONDecoder().decode(CheckInReply.self, from: bytes),
            let key = enrolled?.orderKey
        else {
            context.tally.count { $0.errors["simulation.answer", default: 0] += 1 }
            return .unanswered
        }
        var orders: [Order] = []
        for signed in reply.orders {
            do throws(OrderRefusal) {
                orders.append(try signed.verified(by: key))
            } catch {
                _ = try? await refuse(error, context)
            }
        }
        return .checkedIn(
            needsInventory: reply.needsInventory,
            orders: orders,
            serverTime: Timestamp(milliseconds: reply.serverTime)
        )
    }

    private mutating func refuse(
        _ refusal: OrderRefusal,
        _ context: FleetContext
    ) async throws -> AgentAnswer {
        let answer = await send("refusals", try JSONEncoder().encode(refusal), context).plain
        // An order that was acted on is refused when it comes again: that is no end of its own.
        guard case .accepted = answer, refusal.reason != .replayed else { return answer }
        if let id = refusal.order {
            if seen[id]?.isSettled == false {
                seen[id]?.isSettled = true
                context.tally.refused(seen[id]?.kind)
            }
        } else {
            context.tally.refused(nil)
        }
        return answer
    }

    private mutating func noteScanned(_ tally: Tally) {
        guard !isScanned else { return }
        isScanned = true
        tally.count { $0.scanned += 1 }
    }

    private mutating func noteReport(
        _ report: OrderReport,
        _ outcome: String,
        _ tally: Tally
    ) {
        guard let order = seen[report.order], !order.isSettled else { return }
        seen[report.order]?.isSettled = true
        tally.reported(order.kind, outcome, report)
    }

    private mutating func noteOrders(_ orders: [Order], _ tally: Tally) {
        for order in orders {
            guard var known = seen[order.id] else {
                seen[order.id] = SeenOrder(kind: order.kind)
                tally.count { $0.ordersReceived += 1 }
                continue
            }
            known.arrivals += 1
            if !known.isCountedTwice, !known.isRepeated {
                known.isCountedTwice = true
                tally.count { $0.ordersSeenTwiceActedOnce += 1 }
            }
            seen[order.id] = known
        }
    }
}

extension ServerWire.Answer {
    /// The answer to a call that asks for nothing.
    fileprivate var plain: AgentAnswer {
        switch self {
        case .body: .accepted
        case .refused(_, let fault?, _) where fault.code == "order.not_found": .unknownOrder
        case .refused(401, _, _): .unanswered
        case .refused: isFinal ? .rejected : .unanswered
        case .silence, .untrusted: .unanswered
        }
    }
}
