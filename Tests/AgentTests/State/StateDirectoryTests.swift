// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct StateDirectoryTests {
    private let directory: TemporaryDirectory
    private let state: StateDirectory
    private let key = Curve25519.Signing.PrivateKey()

    init() throws {
        directory = try TemporaryDirectory(prefix: "state")
        state = StateDirectory(directory.path("a/b"))
        try state.create()
    }

    private var identity: Identity {
        Identity(
            device: TestID.uuid(1),
            name: "web-1",
            server: "https://patch.example.test",
            orderKey: key.publicKey.rawRepresentation,
            certificateFingerprint: nil,
            usesOwnAuthorities: false,
            enrolledAt: 1_000
        )
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("an enrolment is there after a restart, and readable by its owner alone")
    func identitySurvives() throws {
        #expect(throws: AgentFailure.notEnrolled(state: state.path)) { try state.credentials() }
        try state.store(identity, key: key)
        let credentials = try StateDirectory(directory.path("a/b/")).credentials()
        #expect(credentials.identity == identity)
        #expect(credentials.key.rawRepresentation == key.rawRepresentation)
        #expect(try mode(state.path) == 0o700)
        #expect(try mode(state.file("key")) == 0o600)
        #expect(try mode(state.file("identity.json")) == 0o600)
    }

    @Test("a damaged key or identity is told, not replaced")
    func damagedIdentity() throws {
        try state.store(identity, key: key)
        try directory.write("not a key\n", to: "a/b/key")
        let path = state.file("key")
        let expected = AgentFailure.damagedState(path: path, reason: "not an Ed25519 private key")
        #expect(throws: expected) { try state.credentials() }
        try directory.write("{", to: "a/b/identity.json")
        #expect(throws: AgentFailure.self) { try state.identity() }
    }

    @Test("a contact file that a power cut has damaged can be done without")
    func damagedContact() throws {
        try state.store(ContactRecord(lastContact: 5, clockOffset: -7, lastError: "x"))
        #expect(state.contact().clockOffset == -7)
        try directory.write("", to: "a/b/contact.json")
        #expect(state.contact() == ContactRecord())
    }

    @Test("a second agent cannot take the lock, until the first lets go")
    func lock() throws {
        var first: FileLock? = try state.lock()
        #expect(throws: AgentFailure.alreadyRunning(state: state.path)) { try state.lock() }
        #expect(try FileLock.isHeld(state.file("lock")))
        #expect(first != nil)
        first = nil
        #expect(try !FileLock.isHeld(state.file("lock")))
        _ = try state.lock()
    }

    @Test("status tells the enrolment, the scan and the orders")
    func status() throws {
        try state.store(identity, key: key)
        let scan = ScanRecord(
            digest: "00",
            scannedAt: 0,
            stream: "debian:12",
            packageCount: 3,
            heldCount: 1,
            repositoryCount: nil,
            reboot: .needed(reasons: ["a kernel"])
        )
        try state.store(scan, inventory: Data("{}".utf8))
        let order = Order.install([OrderPatch(10, TargetPackage("app", "1.1"))])
        let journal = try Journal(folder: state.journalPath)
        _ = try journal.accept(order, signed: try SignedOrder(order, key: key))
        let lines = try AgentStatus(state: state).lines
        #expect(lines.contains("server       https://patch.example.test"))
        #expect(lines.contains("agent        \(Agent.version), not running"))
        #expect(lines.contains("restart      needed: a kernel"))
        let found = "3 packages on debian:12, 1 on hold, a restart is needed"
        #expect(lines.contains("scan         1970-01-01T00:00:00Z, \(found)"))
        #expect(lines.contains("order        \(order.id.text) accepted: install app 1.1"))
    }
}
