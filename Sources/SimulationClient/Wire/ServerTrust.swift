// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import Crypto
import NIOCore
import NIOSSL

/// Which certificate of a server is trusted.
package enum ServerTrust: Sendable, Equatable {
    /// One that the system's authorities vouch for.
    case system
    /// One that the authorities in a PEM file vouch for.
    case authorities(path: String)
    /// Only the one with this SHA-256 fingerprint of its DER, in lower-case hexadecimal.
    case pinned(fingerprint: String)

    /// The server has another certificate than the pinned one.
    struct Mismatch: Error {
        /// The fingerprint of the certificate that it has.
        let found: String
    }

    /// Reads a fingerprint as people write it: 64 hexadecimal digits, with colons or without.
    ///
    /// - Throws: ``SimulationFailure/wrongSetting(_:)``.
    package static func pinned(parsing text: String) throws(SimulationFailure) -> Self {
        let digits = text.lowercased().filter { $0 != ":" }
        guard digits.utf8.count == 64, digits.allSatisfy(\.isHexDigit) else {
            throw .wrongSetting(
                "--pin: \"\(text)\" is no SHA-256 fingerprint: 64 hexadecimal digits are needed"
            )
        }
        return .pinned(fingerprint: digits)
    }

    /// Sets up a client that trusts no more than this.
    func apply(to configuration: inout HTTPClient.Configuration) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        switch self {
        case .system: break
        case .authorities(let path): tls.trustRoots = .file(path)
        case .pinned(let fingerprint):
            // The handshake proves that the server holds the key; which key it is, is checked here.
            tls.certificateVerification = .none
            configuration.http1_1ConnectionDebugInitializer = { channel in
                let checked = channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
                    guard let certificate else { throw NIOSSLError.noCertificateToValidate }
                    let found = Digest.text(of: try certificate.toDERBytes())
                    if found != fingerprint { throw Mismatch(found: found) }
                }
                checked.whenFailure { _ in channel.close(promise: nil) }
                return checked
            }
        }
        configuration.tlsConfiguration = tls
    }
}

/// SHA-256 as the protocol writes it.
enum Digest {
    /// The digest of bytes in lower-case hexadecimal.
    static func text(of bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(
            SHA256.hash(data: Array(bytes)).flatMap {
                [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
            }
        )
    }
}
