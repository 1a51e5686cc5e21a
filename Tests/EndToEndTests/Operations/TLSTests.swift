// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// HTTPS with a certificate of one's own: agents pin it, and obey no other server.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct TLSTests {
    private func root() throws -> AptRoot { try AptRoot() }

    @Test("an agent pins the certificate at enrolment and refuses another one later")
    func pinsServerCertificate() async throws {
        let first = try await ServerCertificate()
        let server = try await RunningServer.start(try Home(), options: first.options)
        #expect(server.url.hasPrefix("https://"))
        #expect(try await server.curl("/healthz", ["--cacert", first.path]).status == 200)
        await #expect(throws: ShellFailure.self) { try await server.curl("/healthz") }

        let machine = try EnrolledRoot(try root())
        let token = try await server.enrolmentToken()
        let said = try await machine.agent("enroll", "--server", server.url, "--token", token)
        let fingerprint = try await first.fingerprint()
        #expect(said.filter(\.isHexDigit).lowercased().contains(fingerprint), "\(said)")
        try await machine.agent("scan")

        #expect(try await server.process.stop(within: .seconds(120)) == .exited(0))
        let second = try await ServerCertificate()
        let stranger = try await RunningServer.start(
            server.home,
            port: server.port,
            options: second.options
        )
        let refused = try await machine.call("scan")
        #expect(refused.status != .exited(0))
        #expect(refused.errors.lowercased().contains("certificate"), "\(refused.errors)")
        let check = try await stranger.curl("/readyz", ["--cacert", second.path])
        #expect(check.status == 200)

        // The old certificate back, and all is well.
        #expect(try await stranger.process.stop(within: .seconds(120)) == .exited(0))
        let back = try await RunningServer.start(
            server.home,
            port: server.port,
            options: first.options
        )
        try await machine.agent("scan")
        #expect(try await back.process.stop(within: .seconds(120)) == .exited(0))
    }

    @Test("a fingerprint given at enrolment decides")
    func checksFingerprint() async throws {
        let certificate = try await ServerCertificate()
        let server = try await RunningServer.start(try Home(), options: certificate.options)
        let machine = try EnrolledRoot(try root())
        let token = try await server.enrolmentToken()
        let words = ["--server", server.url, "--token", token, "--pin"]
        let wrong = String(repeating: "a", count: 64)
        let refused = try await machine.call("enroll", words + [wrong])
        #expect(refused.status != .exited(0))
        #expect(refused.errors.lowercased().contains("certificate"), "\(refused.errors)")
        // The token was never sent to the wrong server, so it still serves.
        let right = try await certificate.fingerprint()
        try await machine.call("enroll", words + [right]).requireSuccess()
        try await machine.agent("scan")
    }

    @Test("plain HTTP on a port that speaks TLS is no answer")
    func speaksTLSOnly() async throws {
        let certificate = try await ServerCertificate()
        let server = try await RunningServer.start(try Home(), options: certificate.options)
        let plain = "http" + server.url.dropFirst("https".count)
        await #expect(throws: ShellFailure.self) { try await Curl.call(plain + "/healthz") }
        let reply = try await server.curl("/healthz", ["--cacert", certificate.path])
        #expect(reply.status == 200)
    }
}
