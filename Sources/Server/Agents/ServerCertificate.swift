// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import NIOSSL
import Services

/// What agents must know of the server's certificate.
enum ServerCertificate {
    /// The SHA-256 of the first certificate of a PEM file, in lower-case hexadecimal; `nil` where
    /// somebody else signed it, so that it can be checked as usual.
    static func pin(pemFile: String) throws -> String? {
        guard let certificate = try NIOSSLCertificate.fromPEMFile(pemFile).first else { return nil }
        let der = try certificate.toDERBytes()
        return isSelfIssued(der) ? Hex.text(Array(SHA256.hash(data: der))) : nil
    }

    /// Whether a certificate names its subject as its issuer (RFC 5280 §3.2).
    static func isSelfIssued(_ der: [UInt8]) -> Bool {
        guard let certificate = DERValue(der[...]), let body = DERValue(certificate.content) else {
            return false
        }
        var rest = body.content
        var values: [DERValue] = []
        while values.count < 6, let value = DERValue(rest) {
            rest = rest[value.content.endIndex...]
            // The version is there only where it is not the first (RFC 5280 §4.1).
            if values.isEmpty, value.tag == 0xA0 { continue }
            values.append(value)
        }
        // Serial number, algorithm, issuer, validity, subject.
        return values.count > 4 && values[2].tag == 0x30 && values[2].content == values[4].content
    }
}

/// One value of DER: a tag of one byte, a length and the content (ITU-T X.690 §8.1).
private struct DERValue {
    let tag: UInt8
    let content: ArraySlice<UInt8>

    /// Reads the first value; `nil` where the bytes end before it does.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first, let size = bytes.dropFirst().first else { return nil }
        tag = first
        var rest = bytes.dropFirst(2)
        var length = Int(size)
        if size & 0x80 != 0 {
            let digits = rest.prefix(Int(size & 0x7F))
            guard (1...4).contains(digits.count) else { return nil }
            length = digits.reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(digits.count)
        }
        guard rest.count >= length else { return nil }
        content = rest.prefix(length)
    }
}
