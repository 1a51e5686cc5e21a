// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation

/// Makes a machine known to a server, once.
package struct Enrolment: Sendable {
    /// What the command line says about the server's certificate.
    package enum Trust: Sendable, Equatable {
        /// Nothing: a self-signed certificate is pinned as it is, any other is checked as usual.
        case onFirstUse
        /// Only this certificate, by its SHA-256 fingerprint.
        case fingerprint(String)
        /// Certificates that these authorities vouch for: a PEM file.
        case authorities(path: String)
    }

    /// The folder that keeps the enrolment.
    package var state: StateDirectory
    /// The root folder that the agent looks after; `/` is the machine itself.
    package var root: String
    /// The server's address.
    package var server: String
    /// The one-time token.
    package var token: String
    /// The name to appear under; `nil` is the host's name.
    package var name: String?
    /// How the server's certificate is checked.
    package var trust: Trust
    /// The HTTP proxy, ``ServerProxy/off`` for none, or `nil` where the environment decides.
    package var proxy: String?
    /// The program that restarts the machine; `nil` for the system's own.
    package var rebootCommand: String?
    /// Whether an enrolment that is there may be replaced.
    package var isForced: Bool

    /// Describes an enrolment.
    package init(
        state: StateDirectory,
        root: String,
        server: String,
        token: String,
        name: String?,
        trust: Trust,
        proxy: String? = nil,
        rebootCommand: String? = nil,
        isForced: Bool
    ) {
        self.state = state
        self.root = root
        self.server = server
        self.token = token
        self.name = name
        self.trust = trust
        self.proxy = proxy
        self.rebootCommand = rebootCommand
        self.isForced = isForced
    }

    /// Enrols with a new key and stores what is trusted from now on.
    ///
    /// The journal of an earlier enrolment is deleted: its orders were signed by another key.
    ///
    /// - Throws: ``AgentFailure``, ``ServerError``, ``FileFailure``.
    package func perform(clock: any AgentClock = HostClock()) async throws -> Identity {
        if !isForced, let present = try state.identity() {
            throw AgentFailure.alreadyEnrolled(state: state.path, server: present.server)
        }
        let address = try ServerAddress(server)
        let proxy = try ServerProxy.forServer(address, configured: proxy)
        try state.create()
        // Before the token is spent: a machine that cannot be scanned is of no use to the server.
        _ = try PackageBackend.make(root: root, state: state)
        let lock = try state.lock()
        defer { withExtendedLifetime(lock) {} }
        let journal = try Journal(folder: state.journalPath)
        if try journal.entries().readable.contains(where: { $0.isUnderWay }) {
            throw AgentFailure.orderUnderWay
        }
        let trust = try await serverTrust(address, proxy)
        let connection = ServerConnection(address, trust: trust, proxy: proxy, clock: clock)
        let result: Result<Identity, any Error>
        do {
            result = .success(try await enrol(connection, trust, journal, clock))
        } catch {
            result = .failure(error)
        }
        await connection.close()
        return try result.get()
    }

    private func serverTrust(
        _ address: ServerAddress,
        _ proxy: ServerProxy?
    ) async throws -> ServerTrust {
        if trust != .onFirstUse, !address.isEncrypted {
            let text = "a certificate can be checked only where the address begins with https://"
            throw AgentFailure.invalidArgument(text)
        }
        switch trust {
        case .fingerprint(let text):
            return .pinned(try CertificateFingerprint(text))
        case .authorities(let path):
            guard let bytes = try DurableFile.read(path) else {
                throw AgentFailure.invalidArgument("there is no file \(path)")
            }
            try DurableFile.write(bytes, to: state.certificatesPath)
            return .authorities(path: state.certificatesPath)
        case .onFirstUse:
            guard address.isEncrypted else { return .system }
            let certificate = try await CertificatePin.certificate(of: address, proxy: proxy)
            guard CertificateNames(der: certificate)?.isSelfIssued == true else { return .system }
            return .pinned(CertificateFingerprint(der: certificate))
        }
    }

    private func enrol(
        _ connection: ServerConnection,
        _ trust: ServerTrust,
        _ journal: Journal,
        _ clock: any AgentClock
    ) async throws -> Identity {
        let key = Curve25519.Signing.PrivateKey()
        let facts = HostFacts(root: PackageBackend.folder(of: root)).read(
            now: clock.now,
            reboot: .unknown
        )
        let name = name ?? facts.hostName ?? "unnamed"
        let request = EnrollRequest(
            token: token,
            publicKey: key.publicKey.rawRepresentation,
            name: name,
            facts: facts
        )
        let call = ServerConnection.Call(
            endpoint: "enroll",
            body: try JSONEncoder().encode(request)
        )
        let answer = try await connection.send(call)
        let reply = try ServerSession.decode(EnrollReply.self, answer, call.endpoint)
        guard (try? Curve25519.Signing.PublicKey(rawRepresentation: reply.orderKey)) != nil else {
            let reason = "orderKey is not an Ed25519 public key"
            throw ServerError.unintelligible(call: call.endpoint, reason: reason)
        }
        var fingerprint: String?
        if case .pinned(let pinned) = trust { fingerprint = pinned.hexadecimal }
        var usesOwnAuthorities = false
        if case .authorities = trust { usesOwnAuthorities = true }
        let identity = Identity(
            device: reply.device,
            name: name,
            server: connection.address.text,
            orderKey: reply.orderKey,
            certificateFingerprint: fingerprint,
            usesOwnAuthorities: usesOwnAuthorities,
            enrolledAt: clock.now,
            root: root == "/" ? nil : root,
            proxy: self.proxy,
            rebootCommand: rebootCommand
        )
        try journal.removeAll()
        try state.store(identity, key: key)
        try state.store(ContactRecord(lastContact: clock.now))
        return identity
    }
}

extension JournalEntry {
    /// Whether work on the order has begun and not ended.
    fileprivate var isUnderWay: Bool {
        switch state {
        case .acting, .restarting: true
        case .accepted, .finished, .acknowledged: false
        }
    }
}
