// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct JournalTests {
    private let directory: TemporaryDirectory
    private let key = Curve25519.Signing.PrivateKey()
    private let order = Order.install([OrderPatch(10, TargetPackage("app", "1.1"))])

    init() throws {
        directory = try TemporaryDirectory(prefix: "journal")
    }

    /// A journal as a restarted agent sees it.
    private func reopened() throws -> Journal {
        try Journal(folder: directory.path("journal"))
    }

    private func accept(_ order: Order) throws -> Bool {
        try reopened().accept(order, signed: try SignedOrder(order, key: key))
    }

    @Test("every state is there after a restart, and only the last one")
    func statesSurvive() throws {
        #expect(try reopened().lookup(order.id) == .absent)
        #expect(try accept(order))
        #expect(try reopened().lookup(order.id) == .found(.accepted))
        var progress = InstallProgress(startedAt: 1_100)
        var states: [JournalState] = [.acting(progress)]
        progress.batches = [.init(patches: [TestID.uuid(10)])]
        states.append(.acting(progress))
        progress.run = .init(number: 1, kind: .install)
        progress.runCount = 1
        progress.batches?[0].attempts = 1
        states.append(.acting(progress))
        progress.course.wait = UserWait(.countdown, until: 1_250)
        progress.course.action = ActionProgress(action: TestID.uuid(11), run: 2, now: 1_150)
        states.append(.acting(progress))
        let attempt = RestartAttempt(bootID: "boot", orderedAt: 1_180, count: 1)
        states.append(.restarting(progress, attempt))
        states.append(.finished(.plain(order.id)))
        states.append(.acknowledged(.plain(order.id), at: 1_300))
        for state in states {
            try reopened().record(state, for: order.id)
            #expect(try reopened().lookup(order.id) == .found(state))
            let entries = try reopened().entries()
            #expect(entries.readable == [JournalEntry(order: order, state: state)])
            #expect(entries.unreadable.isEmpty)
        }
    }

    @Test("an order is entered once, and entering it again changes nothing")
    func entersOnce() throws {
        #expect(try accept(order))
        let acting = JournalState.acting(InstallProgress(startedAt: 1))
        try reopened().record(acting, for: order.id)
        #expect(try accept(order) == false)
        #expect(try reopened().lookup(order.id) == .found(acting))
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path("journal"))
        #expect(names.count == 1)
    }

    @Test("an entry that a killed process had only begun is removed")
    func removesLeftovers() async throws {
        _ = try reopened()
        // The id of a process that has ended: its parent has waited for it.
        let ended = try ChildProcess("true")
        let name = "journal/.new-\(ended.pid)-0"
        try directory.write("{}", to: name + "/order.json")
        let mine = "journal/.new-\(ProcessInfo.processInfo.processIdentifier)-1"
        try directory.write("{}", to: mine + "/order.json")
        try await ended.waitForExit()
        let journal = try reopened()
        #expect(try journal.entries().readable.isEmpty)
        #expect(try journal.entries().unreadable.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: directory.path(name)))
        #expect(!FileManager.default.fileExists(atPath: directory.path(mine)))
    }

    @Test("a state that was being written when the machine stopped does not count")
    func halfWrittenState() throws {
        #expect(try accept(order))
        let folder = "journal/" + order.id.uuidString.lowercased()
        try directory.write("{\"finish", to: folder + "/state.json.77.new")
        #expect(try reopened().lookup(order.id) == .found(.accepted))
    }

    @Test("an entry that cannot be read is told, and the others are still there")
    func damagedEntry() throws {
        #expect(try accept(order))
        let other = Order.install(order.patches, number: 101)
        #expect(try accept(other))
        let folder = "journal/" + order.id.uuidString.lowercased()
        try directory.write("{\"finish", to: folder + "/state.json")
        guard case .unreadable = try reopened().lookup(order.id) else {
            Issue.record("a damaged entry must not look like none")
            return
        }
        let entries = try reopened().entries()
        #expect(entries.readable.map(\.order) == [other])
        #expect(entries.unreadable.count == 1)
    }

    @Test("only acknowledged orders are forgotten, and only a week after their expiry")
    func prunes() throws {
        let finished = Order.install(order.patches, number: 101)
        for order in [order, finished] { #expect(try accept(order)) }
        let journal = try reopened()
        try journal.record(.acknowledged(.plain(order.id), at: 1_300), for: order.id)
        try journal.record(.finished(.plain(finished.id)), for: finished.id)
        let end = order.expiresAt + Journal.memory
        try journal.prune(now: end)
        #expect(try journal.entries().readable.count == 2)
        try journal.prune(now: end + 1)
        #expect(try journal.entries().readable.map(\.order) == [finished])
    }

    @Test("orders come in the sequence in which they were issued")
    func sorted() throws {
        for (number, issuedAt) in [(1, 30), (2, 10), (3, 20)] as [(UInt8, Int64)] {
            var order = Order.install(order.patches, number: number)
            order.issuedAt = issuedAt
            #expect(try accept(order))
        }
        #expect(try reopened().entries().readable.map(\.order.issuedAt) == [10, 20, 30])
    }
}
