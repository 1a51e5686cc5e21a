// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Foundation
import Server
import Services
import Testing

@Suite struct ExplanationTextTests {
    private let view = SampleFleet.view

    private func text(_ version: String) throws -> ExplanationText {
        let device = try view.device("web-1")
        let finding = try #require(
            view.snapshot.findings(device).first {
                $0.patch.source == "openssl" && $0.patch.version == version
            }
        )
        return ExplanationText(view.explanation(finding, on: device), device: device)
    }

    @Test("the paragraph says why, by which rule, from which feeds")
    func writesParagraph() throws {
        let patch = try #require(
            view.snapshot.catalogue.ordered.first { $0.version == "3.0.2" }
        )
        #expect(
            try text("3.0.2").paragraph == """
                openssl 3.0.2 on web-1: missing
                  why        an installed package is older than the one in the repository
                  rule       openssl 3.0.2 in debian:12 brings libssl3 3.0.2
                  installed  libssl3:amd64 3.0.1, older than 3.0.2
                  since      2023-11-04T22:13:20Z
                  superseded by openssl 3.0.3
                  advisory   DSA-1 of 2023-11-14: CVE-2023-1 CVE-2023-2
                  feed       dsa: revision 1 of 2023-11-14T22:13:20Z, 2 patches, not signed
                  feed       security: revision 1 of 2023-11-14T22:13:20Z, 2 patches, signed by the archive
                  patch      \(patch.id), number \(patch.number)
                """
        )
    }

    @Test("the members say the same to programs")
    func writesMembers() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let bytes = try encoder.encode(try text("3.0.2").members)
        let object = try #require(
            try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        )
        #expect(object["device"] as? String == "web-1")
        #expect(object["state"] as? String == "missing")
        #expect(object["reason"] as? String == "binary_older")
        #expect(object["package"] as? String == "openssl")
        #expect(object["version"] as? String == "3.0.2")
        #expect(object["firstSeen"] as? String == "2023-11-04T22:13:20Z")
        #expect(object["supersededBy"] as? String == "openssl 3.0.3")
        #expect(object["advisories"] as? [String] == ["DSA-1"])
        #expect(object["cves"] as? [String] == ["CVE-2023-1", "CVE-2023-2"])
        #expect((object["feeds"] as? [Any])?.count == 2)
        #expect((object["packages"] as? [Any])?.count == 1)
        let newest = try encoder.encode(try text("3.0.3").members)
        #expect(!String(decoding: newest, as: UTF8.self).contains("supersededBy"))
    }
}
