// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Foundation
import Testing

@Suite struct MessagesTests {
    private static let facts: DeviceFacts = {
        var facts = DeviceFacts(
            hostName: "web-1",
            operatingSystem: "Debian GNU/Linux 12 (bookworm)",
            ipAddresses: ["192.0.2.7", "2001:db8::7"],
            macAddresses: ["02:00:00:00:00:07"],
            loggedOnUsers: ["ada"],
            agentVersion: "0.1.0",
            reboot: .needed(reasons: ["the running kernel is older than the installed one"])
        )
        facts.fullyQualifiedName = "web-1.example.org"
        facts.bootedAt = 1_700_000_000_000
        facts.utcOffsetMinutes = -90
        return facts
    }()

    private static let report = OrderReport(
        order: Samples.uuid(1),
        startedAt: 1,
        finishedAt: 2,
        results: [
            PatchResult(
                patch: Samples.uuid(3),
                outcome: .failed,
                failure: Failure(exitCode: 100, text: "E: no space"),
                packages: [TargetPackage(name: "a", architecture: "all", version: "1")]
            ),
            PatchResult(
                patch: Samples.uuid(4),
                outcome: .alreadyInstalled,
                failure: nil,
                packages: []
            ),
        ],
        failure: nil,
        reboot: .notNeeded,
        wasResumed: true
    )

    @Test("values that are compared come back as they were sent")
    func roundTripsValues() throws {
        try roundTrip(Self.facts)
        try roundTrip(DeviceFacts())
        try roundTrip(Self.report)
        try roundTrip(Samples.order)
        try roundTrip(OrderRefusal(order: nil, reason: .forged, detail: "no"))
        for reason in OrderRefusal.Reason.allCases {
            try roundTrip(OrderRefusal(order: Samples.uuid(5), reason: reason, detail: ""))
        }
        for reboot in [RebootNeed.notNeeded, .unknown, .needed(reasons: ["a", "b"])] {
            try roundTrip(reboot)
        }
        try roundTrip(SignedOrder(Samples.order, key: Samples.key(7)))
    }

    @Test("messages come back as they were sent")
    func roundTripsMessages() throws {
        let key = Data(repeating: 255, count: 32)
        try roundTripBytes(
            EnrollRequest(token: "t", publicKey: key, name: "web-1", facts: Self.facts)
        )
        try roundTripBytes(EnrollReply(device: Samples.uuid(2), orderKey: key))
        try roundTripBytes(
            SessionRequest(
                device: Samples.uuid(2),
                timestamp: .max,
                nonce: key,
                signature: key + key
            )
        )
        try roundTripBytes(SessionReply(token: "s", expiresInSeconds: 3_600, serverTime: 1))
        try roundTripBytes(
            CheckIn(inventoryDigest: nil, scannedAt: nil, facts: Self.facts, waitSeconds: 55)
        )
        try roundTripBytes(
            CheckIn(inventoryDigest: "ab", scannedAt: 7, facts: DeviceFacts(), waitSeconds: 0)
        )
        try roundTripBytes(
            CheckInReply(
                needsInventory: true,
                orders: [SignedOrder(Samples.order, key: Samples.key(7))],
                serverTime: 1
            )
        )
        try roundTripBytes(AgentFault(code: "agent.clock_skew", message: "m", serverTime: 1))
    }

    @Test("what a newer version adds to a message is passed over")
    func toleratesUnknownKeys() throws {
        try toleratesExtraKeys(
            EnrollRequest(
                token: "t",
                publicKey: Data(repeating: 1, count: 32),
                name: "n",
                facts: Self.facts
            )
        )
        try toleratesExtraKeys(
            CheckIn(inventoryDigest: "ab", scannedAt: 7, facts: Self.facts, waitSeconds: 1)
        )
        try toleratesExtraKeys(Samples.order)
        try toleratesExtraKeys(Self.report)
        try toleratesExtraKeys(Samples.inventory())
        try toleratesExtraKeys(AgentFault(code: "c", message: "m", serverTime: 1))
    }

    @Test("a message that lacks a member is refused")
    func refusesMissingMembers() {
        let texts = [#"{"token":"t"}"#, #"{"needsInventory":true,"orders":[]}"#]
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(EnrollRequest.self, from: Data(texts[0].utf8))
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(CheckInReply.self, from: Data(texts[1].utf8))
        }
    }

    @Test("a session's signed bytes differ in every member")
    func bindsSessionMembers() {
        let nonce = Data(repeating: 1, count: 16)
        let base = SessionRequest.signedBytes(
            device: Samples.uuid(1),
            timestamp: 12,
            nonce: nonce
        )
        let others = [
            SessionRequest.signedBytes(device: Samples.uuid(2), timestamp: 12, nonce: nonce),
            SessionRequest.signedBytes(device: Samples.uuid(1), timestamp: 13, nonce: nonce),
            SessionRequest.signedBytes(
                device: Samples.uuid(1),
                timestamp: 12,
                nonce: nonce + Data([1])
            ),
        ]
        #expect(Set(others + [base]).count == 4)
        #expect(base.starts(with: Data("thimble session v1\n".utf8)))
    }

    @Test("a failure keeps the end of a long text")
    func cutsFailures() {
        let failure = Failure(exitCode: nil, text: String(repeating: "x", count: 5_000) + "cause")
        #expect(failure.text.count == 4_096)
        #expect(failure.text.hasSuffix("cause"))
    }
}

private func roundTrip<Value: Codable & Equatable>(_ value: Value) throws {
    let bytes = try JSONEncoder().encode(value)
    #expect(try JSONDecoder().decode(Value.self, from: bytes) == value)
}

/// For messages, which are not compared: their bytes are.
private func roundTripBytes<Value: Codable>(_ value: Value) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(value)
    #expect(try encoder.encode(JSONDecoder().decode(Value.self, from: bytes)) == bytes)
}

/// Adds a member to every object of the JSON and expects the same value.
private func toleratesExtraKeys<Value: Codable>(_ value: Value) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(value)
    let text = String(decoding: bytes, as: UTF8.self)
        .replacingOccurrences(of: "{\"", with: "{\"addedLater\":[{}],\"")
    #expect(text.contains("addedLater"))
    let read = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    #expect(try encoder.encode(read) == bytes)
}
