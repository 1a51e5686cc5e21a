// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Server

@Suite struct ServerCertificateTests {
    /// A value of DER with a short length.
    private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        [tag, UInt8(content.count)] + content
    }

    /// The outline of a certificate (RFC 5280 §4.1) with one byte for each name.
    private static func certificate(
        issuer: UInt8,
        subject: UInt8,
        hasVersion: Bool = true
    ) -> [UInt8] {
        let name = { (byte: UInt8) in value(0x30, [0x0C, 0x01, byte]) }
        let version = hasVersion ? value(0xA0, [0x02, 0x01, 0x02]) : []
        let serial = value(0x02, [7])
        let (algorithm, validity) = (value(0x30, []), value(0x30, [1, 0]))
        let body = version + serial + algorithm + name(issuer) + validity + name(subject)
        return value(0x30, value(0x30, body))
    }

    @Test("a certificate that names itself as its issuer is pinned, any other is not")
    func tellsIssuers() {
        for hasVersion in [true, false] {
            let own = Self.certificate(issuer: 1, subject: 1, hasVersion: hasVersion)
            #expect(ServerCertificate.isSelfIssued(own))
            let other = Self.certificate(issuer: 1, subject: 2, hasVersion: hasVersion)
            #expect(!ServerCertificate.isSelfIssued(other))
        }
    }

    @Test("what was cut off is no certificate, and no reason to stop")
    func survivesCuts() {
        let whole = Self.certificate(issuer: 1, subject: 1)
        for count in 0..<whole.count {
            #expect(!ServerCertificate.isSelfIssued(Array(whole.prefix(count))))
        }
        #expect(!ServerCertificate.isSelfIssued([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0]))
    }
}
