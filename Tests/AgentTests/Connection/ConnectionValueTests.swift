// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Testing

@testable import Agent

@Suite struct ConnectionValueTests {
    @Test(
        "an address may have a port and a path",
        arguments: [
            ("https://patch.example.test", "https://patch.example.test/agent/v1/session", true),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/agent/v1/session", false),
            ("https://[::1]:8443", "https://[::1]:8443/agent/v1/session", true),
            ("HTTPS://x.test/thimble//", "HTTPS://x.test/thimble/agent/v1/session", true),
        ]
    )
    func addresses(text: String, endpoint: String, isEncrypted: Bool) throws {
        let address = try ServerAddress(text)
        #expect(address.endpoint("session") == endpoint)
        #expect(address.isEncrypted == isEncrypted)
    }

    @Test(
        "what is no address is told why",
        arguments: [
            ("patch.example.test", "it must begin with https:// or http://"),
            ("127.0.0.1:8080", "it must begin with https:// or http://"),
            ("ftp://x", "it must begin with https:// or http://"),
            ("https://", "it has no host"),
            ("https://x/?a=b", "it may have a host, a port and a path only"),
            ("https://u@x/", "it may have a host, a port and a path only"),
        ]
    )
    func noAddress(text: String, reason: String) {
        let expected = AgentFailure.invalidArgument("\"\(text)\" is no server address: \(reason)")
        #expect(throws: expected) { try ServerAddress(text) }
    }

    @Test("a fingerprint is the same with colons and without")
    func fingerprints() throws {
        let fingerprint = CertificateFingerprint(der: Array("abc".utf8))
        // The SHA-256 of "abc" is an example of FIPS 180-4.
        let digits = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(fingerprint.hexadecimal == digits)
        #expect(fingerprint.description.hasPrefix("BA:78:16:BF:"))
        #expect(try CertificateFingerprint(fingerprint.description) == fingerprint)
        #expect(try CertificateFingerprint(digits) == fingerprint)
        for wrong in ["", "ab", digits + "00", String(digits.dropLast()) + "g"] {
            #expect(throws: AgentFailure.self) { try CertificateFingerprint(wrong) }
        }
    }

    @Test(
        "Retry-After is a number of seconds or a date",
        arguments: [
            ("0", 0), ("120", 120), (" 7 ", 7), ("999999999999999999999", 86_400),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
            ("Sun, 06 Nov 2094 08:48:00 GMT", 86_400),
            ("soon", nil), ("-5", nil), ("", nil), ("Sun, 06 Nov 1994 08:49 GMT", nil),
        ] as [(String, Int?)]
    )
    func retryAfter(value: String, seconds: Int?) {
        // 1994-11-06T08:49:00Z
        #expect(RetryAfter.seconds(value, now: 784_111_740_000) == seconds)
    }
}

@Suite struct CertificateNamesTests {
    private func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        if content.count < 0x80 { return [tag, UInt8(content.count)] + content }
        return [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    }

    /// A certificate without a valid signature: issuer and subject are all that is looked at.
    private func certificate(_ issuer: String, _ subject: String, hasVersion: Bool) -> [UInt8] {
        let version = hasVersion ? element(0xA0, element(0x02, [2])) : []
        let fields = [
            version, element(0x02, [1]), element(0x30, []), element(0x30, Array(issuer.utf8)),
            element(0x30, []), element(0x30, Array(subject.utf8)), element(0x30, []),
        ]
        let body = element(0x30, fields.flatMap { $0 })
        return element(0x30, body + element(0x30, []) + element(0x03, [0]))
    }

    @Test("a certificate that names itself as its issuer is self-issued", arguments: [true, false])
    func selfIssued(hasVersion: Bool) throws {
        let long = String(repeating: "x", count: 300)
        for name in ["me", long] {
            let own = certificate(name, name, hasVersion: hasVersion)
            #expect(CertificateNames(der: own)?.isSelfIssued == true)
            let other = certificate("authority", name, hasVersion: hasVersion)
            #expect(CertificateNames(der: other)?.isSelfIssued == false)
        }
    }

    @Test("bytes that are cut off anywhere are no certificate")
    func cutOff() {
        let whole = certificate("me", "me", hasVersion: true)
        for count in 0..<whole.count {
            #expect(CertificateNames(der: Array(whole[..<count])) == nil)
        }
    }
}
