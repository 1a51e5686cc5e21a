// SPDX-License-Identifier: Apache-2.0

/// The issuer and the subject of an X.509 certificate, as their DER bytes (RFC 5280, 4.1).
///
/// Nothing else of the certificate is needed to tell whether it is self-signed, and the signature
/// is not checked: the fingerprint that is pinned covers every byte.
struct CertificateNames: Equatable {
    /// Who signed it.
    let issuer: ArraySlice<UInt8>
    /// Whom it is for.
    let subject: ArraySlice<UInt8>

    /// Whether the certificate names itself as its issuer (RFC 5280, 3.2, "self-issued").
    var isSelfIssued: Bool { issuer == subject }

    /// Finds the names; `nil` when the bytes are no certificate.
    init?(der: [UInt8]) {
        guard let outer = Element(der[...]), outer.tag == 0x30,
            let certificate = Element(outer.content), certificate.tag == 0x30
        else { return nil }
        var rest = certificate.content
        // TBSCertificate: [0] version OPTIONAL, serialNumber, signature, issuer, validity, subject.
        var elements: [Element] = []
        while elements.count < 6, let element = Element(rest) {
            rest = rest[element.end...]
            if elements.isEmpty, element.tag == 0xA0 { continue }
            elements.append(element)
        }
        guard elements.count >= 5, elements[0].tag == 0x02, elements[2].tag == 0x30,
            elements[4].tag == 0x30
        else { return nil }
        issuer = elements[2].content
        subject = elements[4].content
    }

    /// One element of DER: a tag of one byte, a length, the content (ITU-T X.690, 8.1).
    private struct Element {
        let tag: UInt8
        let content: ArraySlice<UInt8>
        /// Where the next element begins.
        let end: Int

        init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.count >= 2 else { return nil }
            var place = bytes.startIndex
            tag = bytes[place]
            var length = Int(bytes[place + 1])
            place += 2
            if length >= 0x80 {
                let count = length & 0x7F
                guard (1...4).contains(count), bytes.endIndex - place >= count else { return nil }
                length = bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
                place += count
            }
            guard bytes.endIndex - place >= length else { return nil }
            end = place + length
            content = bytes[place..<end]
        }
    }
}
