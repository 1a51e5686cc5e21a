// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Testing

@testable import Agent

@Suite struct OrderGateTests {
    private let key = Curve25519.Signing.PrivateKey()
    private var gate: OrderGate { OrderGate(device: TestID.uuid(1), key: key.publicKey) }
    private let order = Order.install([OrderPatch(10, TargetPackage("app", "1.1"))])

    private func verdict(
        _ signed: SignedOrder,
        now: Int64 = 1_500,
        journal: JournalLookup = .absent
    ) -> OrderVerdict {
        gate.verdict(on: signed, now: now) { _ in journal }
    }

    private func refusal(_ verdict: OrderVerdict) -> OrderRefusal.Reason? {
        guard case .refuse(let refusal) = verdict else { return nil }
        return refusal.reason
    }

    @Test("a genuine new order is accepted")
    func acceptsGenuine() throws {
        #expect(verdict(try SignedOrder(order, key: key)) == .accept(order))
    }

    @Test("an order of another key, or with one changed byte, is forged")
    func refusesForged() throws {
        let other = try SignedOrder(order, key: Curve25519.Signing.PrivateKey())
        #expect(refusal(verdict(other)) == .forged)
        var changed = try SignedOrder(order, key: key)
        changed.payload[changed.payload.startIndex + 5] ^= 1
        #expect(refusal(verdict(changed)) == .forged)
        var cut = try SignedOrder(order, key: key)
        cut.signature = cut.signature.dropLast()
        #expect(refusal(verdict(cut)) == .forged)
    }

    @Test("a forged order is refused even if the journal knows its id")
    func forgedBeforeJournal() throws {
        let other = try SignedOrder(order, key: Curve25519.Signing.PrivateKey())
        let report = JournalLookup.found(.finished(.plain(order.id)))
        #expect(refusal(verdict(other, journal: report)) == .forged)
    }

    @Test("signed bytes that are no order are malformed")
    func refusesMalformedBytes() throws {
        let payload = Data("{\"id\":1}".utf8)
        let signature = try key.signature(for: Data("thimble order v1\n".utf8) + payload)
        #expect(refusal(verdict(SignedOrder(payload: payload, signature: signature))) == .malformed)
    }

    @Test("an order for another machine is refused")
    func refusesWrongDevice() throws {
        var other = order
        other.device = TestID.uuid(2)
        let verdict = verdict(try SignedOrder(other, key: key))
        #expect(refusal(verdict) == .wrongDevice)
    }

    @Test(
        "expiry counts by the given time",
        arguments: [(1_999, false), (2_000, true), (2_001, true), (0, false)] as [(Int64, Bool)]
    )
    func expiry(now: Int64, isExpired: Bool) throws {
        let signed = try SignedOrder(order, key: key)
        let verdict = verdict(signed, now: now)
        #expect((refusal(verdict) == .expired) == isExpired)
    }

    @Test("a clock that is wrong is corrected by the offset before the gate is asked")
    func correctedClock() throws {
        // The machine is an hour ahead: by its own clock the order is too old.
        let signed = try SignedOrder(order, key: key)
        let clock: Int64 = 3_601_500
        let offset: Int64 = -3_600_000
        #expect(refusal(verdict(signed, now: clock)) == .expired)
        #expect(verdict(signed, now: clock + offset) == .accept(order))
    }

    @Test("what the journal knows is never acted on again, however old it is")
    func journalDecides() throws {
        let signed = try SignedOrder(order, key: key)
        let report = OrderReport.plain(order.id)
        let late: Int64 = 9_000
        let begun = JournalState.acting(InstallProgress(startedAt: 1))
        #expect(verdict(signed, now: late, journal: .found(.accepted)) == .pending(order.id))
        #expect(verdict(signed, now: late, journal: .found(begun)) == .pending(order.id))
        let attempt = RestartAttempt(bootID: nil, orderedAt: 1, count: 1)
        let restarting = JournalState.restarting(InstallProgress(startedAt: 1), attempt)
        #expect(verdict(signed, now: late, journal: .found(restarting)) == .pending(order.id))
        #expect(verdict(signed, now: late, journal: .found(.finished(report))) == .report(report))
        let done = JournalLookup.found(.acknowledged(report, at: 1))
        #expect(refusal(verdict(signed, now: late, journal: done)) == .replayed)
        #expect(refusal(verdict(signed, journal: .unreadable("x"))) == .replayed)
    }

    @Test("the refusal names the order and says why")
    func refusalText() throws {
        let signed = try SignedOrder(order, key: key)
        let expected = OrderRefusal(
            order: order.id,
            reason: .expired,
            detail: "it expired 500 ms ago"
        )
        #expect(verdict(signed, now: 2_500) == .refuse(expected))
    }
}
