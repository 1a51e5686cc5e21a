// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Logging

extension AgentLoop {
    /// What a check-in brought.
    struct Answer: Sendable {
        /// How many orders were new and genuine.
        var acceptedCount = 0
        /// Whether the server wanted the inventory and got it.
        var isUploaded = false
    }

    /// Tells the server how the machine is, journals the orders that come, hands in the inventory.
    func checkIn(waitSeconds: Int) async throws -> Answer {
        // The verb `scan` may have scanned beside this process.
        scan = try state.lastScan()
        let message = CheckIn(
            inventoryDigest: scan?.digest,
            scannedAt: scan?.scannedAt,
            facts: facts.read(now: clock.now, reboot: scan?.reboot ?? .unknown),
            waitSeconds: min(waitSeconds, AgentProtocol.waitSecondsMax)
        )
        let reply = try await session.checkIn(message)
        await note(error: nil)
        var answer = Answer()
        for signed in reply.orders where try await isAccepted(signed) {
            answer.acceptedCount += 1
        }
        if reply.needsInventory, let bytes = try state.inventoryBytes() {
            let digest = SHA256.hash(data: bytes).hexadecimal
            try await session.upload(bytes, digest: digest)
            logger.info("inventory uploaded", metadata: ["digest": "\(digest)"])
            answer.isUploaded = true
        }
        return answer
    }

    /// Decides about an order that has arrived; `true` when it is new and now in the journal.
    private func isAccepted(_ signed: SignedOrder) async throws -> Bool {
        let now = await clock.now + session.clockOffset
        switch gate.verdict(on: signed, now: now, journal: { journal.lookup($0) }) {
        case .accept(let order):
            guard try journal.accept(order, signed: signed) else { return false }
            logger.info(
                "order accepted",
                metadata: ["order": "\(order.id.text)", "kind": "\(order.kind.rawValue)"]
            )
            await teller.tell(OrderProgress(order: order.id, phase: .accepted))
            return true
        case .pending(let id):
            logger.debug("order is known and not finished", metadata: ["order": "\(id.text)"])
        case .report(let report):
            logger.info("report is sent again", metadata: ["order": "\(report.order.text)"])
            try await send(report)
        case .refuse(let refusal):
            await refuse(refusal)
        }
        return false
    }

    /// What came of a look at the orders of the journal.
    struct Acted: Sendable {
        /// Whether an order was finished.
        var hasActed = false
        /// Whether the agent's own program was replaced, so that this process is to end.
        var isReplaced = false
    }

    /// Acts on every order of the journal that is not finished, as far as it goes without waiting.
    func actOnOrders() async throws -> Acted {
        let (entries, unreadable) = try journal.entries()
        for problem in unreadable {
            logger.error("a journal entry cannot be read: \(problem)")
        }
        wakesAt = nil
        var acted = Acted()
        // A machine that is about to restart is left alone.
        let open = entries.filter(\.isRestarting) + entries.filter { $0.isOpen && !$0.isRestarting }
        for entry in open {
            try Task.checkCancellation()
            switch try await act(on: entry) {
            case nil:
                continue
            case .finished(let report):
                try await finish(entry, report)
                acted.hasActed = true
            case .finishedThenShutdown(let report):
                try await finish(entry, report)
                if let problem = try await restart.order(.shutdown) {
                    logger.error("the machine cannot be switched off: \(problem)")
                }
                return acted
            case .waits(let until):
                await wake(at: until)
            case .restarts(let until):
                await wake(at: until)
                return acted
            case .replaced:
                acted.isReplaced = true
                return acted
            }
        }
        return acted
    }

    /// Takes one order as far as it goes; `nil` when it came too late to be begun.
    private func act(on entry: JournalEntry) async throws -> OrderStep? {
        let id = entry.order.id
        let tools = await tools()
        var progress = InstallProgress(startedAt: clock.now)
        switch entry.state {
        case .finished, .acknowledged:
            return nil
        case .restarting(let earlier, let attempt):
            var work = OrderWork(order: entry.order, tools: tools, progress: earlier)
            return try await work.proceed(after: attempt)
        case .acting(let earlier):
            progress = earlier
            if !begun.contains(id) {
                progress.wasResumed = true
                logger.info("order is taken up again", metadata: ["order": "\(id.text)"])
            }
        case .accepted:
            let late = tools.serverTime - entry.order.expiresAt
            guard late < 0 else {
                let detail = "it expired \(late) ms ago"
                await refuse(OrderRefusal(order: id, reason: .expired, detail: detail))
                try journal.remove(id)
                return nil
            }
        }
        if begun.insert(id).inserted { try journal.record(.acting(progress), for: id) }
        var work = OrderWork(order: entry.order, tools: tools, progress: progress)
        return try await work.proceed()
    }

    /// Journals a report and hands it in; when that fails, it is told with the next check-in.
    private func finish(_ entry: JournalEntry, _ report: OrderReport) async throws {
        try journal.record(.finished(report), for: report.order)
        begun.remove(report.order)
        if entry.order.kind.endsWithScan {
            scan = try state.lastScan()
            noteScan(hasSucceeded: report.inventoryDigest != nil)
        }
        // What a scan found is handed in first.
        guard entry.order.kind != .scan else { return }
        do {
            try await send(report)
        } catch let error as ServerError {
            logger.warning("the report of \(report.order.text) is kept: \(error)")
        }
    }

    /// Looks at the orders again at this time by the server's clock, or before.
    private func wake(at time: Int64) async {
        let local = await time - session.clockOffset
        wakesAt = min(wakesAt ?? local, local)
    }

    private func tools() async -> OrderTools {
        OrderTools(
            root: facts.root,
            manager: manager,
            journal: journal,
            state: state,
            clock: clock,
            clockOffset: await session.clockOffset,
            users: TerminalNotice(root: facts.root),
            restart: restart,
            bootID: BootIdentity.read(root: facts.root),
            executable: .current(),
            fetch: { [session] program, path in try await session.fetch(program, to: path) },
            tell: { [teller] progress in await teller.tell(progress) },
            logger: logger
        )
    }
}

extension Order.Kind {
    /// Whether the machine is read anew before the report.
    fileprivate var endsWithScan: Bool {
        switch self {
        case .scan, .install, .rollback, .script: true
        case .download, .updateAgent, .removeAgent: false
        }
    }
}

extension JournalEntry {
    /// Whether there is something to be done for the order.
    var isOpen: Bool {
        switch state {
        case .accepted, .acting, .restarting: true
        case .finished, .acknowledged: false
        }
    }

    /// Whether the order has told the machine to restart.
    fileprivate var isRestarting: Bool {
        if case .restarting = state { true } else { false }
    }
}
