// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct SignatureStatusTests {
    private static let first = String(repeating: "A1", count: 20)
    private static let second = String(repeating: "B2", count: 20)
    private static let subkey = String(repeating: "C3", count: 20)

    private static func good(_ key: String, primary: String? = nil, hash: Int = 10) -> String {
        """
        [GNUPG:] NEWSIG
        [GNUPG:] GOODSIG \(key.suffix(16)) Archive [GNUPG:] BADSIG <a@example.invalid>
        [GNUPG:] VALIDSIG \(key) 2026-11-20 1 0 4 0 22 \(hash) 01 \(primary ?? key)

        """
    }

    private static func fault(_ lines: String...) -> String {
        (["NEWSIG"] + lines).map { "[GNUPG:] \($0)\n" }.joined()
    }

    private func verdict(
        _ text: String,
        _ fingerprints: [String] = []
    ) -> SignatureStatus.Verdict {
        SignatureStatus(parsing: text).verdict(fingerprints: fingerprints)
    }

    @Test("good signatures name their primary keys, in order")
    func acceptsGood() {
        let text = Self.good(Self.second) + Self.good(Self.subkey, primary: Self.first)
        #expect(verdict(text) == .signed(by: [Self.first, Self.second]))
    }

    @Test("one good signature is enough beside keys that are unknown or expired")
    func acceptsOneOfMany() {
        let unknown = Self.fault("ERRSIG FFFF 1 10 01 1 9", "NO_PUBKEY FFFF")
        let expired = Self.fault("EXPKEYSIG EEEE Old", "VALIDSIG \(Self.second) d 1 0 4 0 1 8 01")
        #expect(verdict(unknown + Self.good(Self.first)) == .signed(by: [Self.first]))
        #expect(verdict(Self.good(Self.first) + expired) == .signed(by: [Self.first]))
    }

    @Test("a signature that does not match is too much beside any good one")
    func refusesBad() {
        let text = Self.good(Self.first) + Self.fault("BADSIG FFFF Archive")
        #expect(verdict(text) == .changed("the signature by key FFFF does not match the text"))
    }

    @Test(
        "what proves nothing is said",
        arguments: [
            ("", "it is not signed"),
            (fault("ERRSIG FFFF 1 10 01 1 9", "NO_PUBKEY FFFF"), "no keyring holds the key FFFF"),
            (fault("ERRSIG FFFF 99 10 01 1 4"), "the signature by key FFFF cannot be checked"),
            (fault("EXPSIG FFFF A"), "the signature by key FFFF has expired"),
            (fault("EXPKEYSIG FFFF A"), "the signature by key FFFF has expired"),
            (fault("REVKEYSIG FFFF A"), "the key FFFF was revoked"),
            (good(first, hash: 2), "the signature by key \(first) uses a broken hash"),
            (good(first, hash: 1), "the signature by key \(first) uses a broken hash"),
            (fault("GOODSIG FFFF A"), "it is not signed"),
            (fault("VALIDSIG \(first) d 1 0 4 0 1 8 01 \(first)"), "it is not signed"),
            ("GOODSIG FFFF A\nVALIDSIG \(first) d 1 0 4 0 1 8 01\n", "it is not signed"),
        ]
    )
    func refuses(text: String, reason: String) {
        #expect(verdict(text) == .unproven(reason))
    }

    @Test("only the accepted fingerprints count; ! asks for that very key")
    func narrowsDown() {
        let text = Self.good(Self.subkey, primary: Self.first)
        let signed = SignatureStatus.Verdict.signed(by: [Self.first])
        let refused = SignatureStatus.Verdict.unproven(
            "the key \(Self.first) may not sign this repository"
        )
        #expect(verdict(text, [Self.first]) == signed)
        #expect(verdict(text, [Self.subkey.lowercased()]) == signed)
        #expect(verdict(text, [Self.subkey + "!"]) == signed)
        #expect(verdict(text, [Self.second, Self.first]) == signed)
        #expect(verdict(text, [Self.first + "!"]) == refused)
        #expect(verdict(text, [Self.second]) == refused)
    }

    @Test("signed texts are counted")
    func countsTexts() {
        #expect(SignatureStatus(parsing: "[GNUPG:] PLAINTEXT 74 0 \n").texts == 1)
        #expect(SignatureStatus(parsing: "gpgv: PLAINTEXT\n").texts == 0)
    }
}
