// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// The SHA-256 of a certificate's DER encoding, by which a person compares two certificates.
package struct CertificateFingerprint: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes in lower-case hexadecimal.
    package let hexadecimal: String

    /// Computes the fingerprint of a certificate.
    package init(der: [UInt8]) {
        hexadecimal = SHA256.hash(data: der).hexadecimal
    }

    /// Reads a fingerprint as people write it: 64 hexadecimal digits, with colons or without.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)``.
    package init(_ text: String) throws(AgentFailure) {
        let digits = text.lowercased().filter { $0 != ":" }
        guard digits.utf8.count == 64, digits.allSatisfy(\.isHexDigit) else {
            let text = "\"\(text)\" is no SHA-256 fingerprint: 64 hexadecimal digits are needed"
            throw AgentFailure.invalidArgument(text)
        }
        hexadecimal = digits
    }

    /// As `openssl x509 -fingerprint -sha256` and browsers show it.
    package var description: String {
        let digits = Array(hexadecimal.uppercased())
        return stride(from: 0, to: digits.count, by: 2)
            .map { String(digits[$0..<min($0 + 2, digits.count)]) }
            .joined(separator: ":")
    }
}

extension Sequence where Element == UInt8 {
    /// The bytes as lower-case hexadecimal digits.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
