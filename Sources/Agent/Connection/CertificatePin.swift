// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import NIOCore
import NIOSSL
import Synchronization

/// Looks at the server's certificate after the handshake and before the first byte of a request.
///
/// The handshake has then proved that the server holds the certificate's key; whether it is the
/// right certificate is decided here. The HTTP client hands a connection to a request only when
/// this look succeeds.
enum CertificatePin {
    /// The server has another certificate than the pinned one.
    struct Mismatch: Error, CustomStringConvertible {
        /// The certificate that it has.
        let found: CertificateFingerprint

        var description: String {
            "its certificate is not the pinned one; its SHA-256 fingerprint is \(found)"
        }
    }

    /// The look itself, as the HTTP client wants it; `verify` gets the certificate in DER.
    static func check(
        _ verify: @escaping @Sendable ([UInt8]) throws -> Void
    ) -> @Sendable (any Channel) -> EventLoopFuture<Void> {
        { channel in
            let checked = channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
                guard let certificate else { throw NIOSSLError.noCertificateToValidate }
                try verify(try certificate.toDERBytes())
            }
            checked.whenFailure { _ in channel.close(promise: nil) }
            return checked
        }
    }

    private struct Seen: Error {}

    /// The certificate of a server, in DER, by a handshake alone: nothing is sent.
    ///
    /// - Throws: ``ServerError/unreachable(server:reason:)``.
    static func certificate(
        of address: ServerAddress,
        proxy: ServerProxy?
    ) async throws -> [UInt8] {
        let holder = CertificateBox()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(10)
        configuration.proxy = proxy?.setting
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.http1_1ConnectionDebugInitializer = check { certificate in
            holder.store(certificate)
            throw Seen()
        }
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(HTTPClient.defaultEventLoopGroup),
            configuration: configuration
        )
        var failure: (any Error)?
        do {
            let request = HTTPClientRequest(url: address.text)
            _ = try await client.execute(request, timeout: .seconds(20))
        } catch {
            failure = error
        }
        try? await client.shutdown()
        if let certificate = holder.value { return certificate }
        try Task.checkCancellation()
        let reason = failure.map(ServerConnection.words) ?? "it showed no certificate"
        throw ServerError.unreachable(server: address.text, reason: reason)
    }
}

/// Carries a certificate out of a handshake.
private final class CertificateBox: Sendable {
    private let box = Mutex<[UInt8]?>(nil)

    var value: [UInt8]? { box.withLock { $0 } }

    func store(_ certificate: [UInt8]) {
        box.withLock { $0 = certificate }
    }
}
