// SPDX-License-Identifier: Apache-2.0

/// What `gpgv --status-fd` says about the signatures of one text (GnuPG's `doc/DETAILS`).
struct SignatureStatus: Equatable {
    /// One signature; a status line that is not there leaves its field as it is.
    struct Signature: Equatable {
        /// `GOODSIG`: the signature is right and neither it nor its key has expired.
        var isGood = false
        /// The fingerprint of the key that made it, from `VALIDSIG`.
        var fingerprint: String?
        /// The fingerprint of the primary key it belongs to, from `VALIDSIG`.
        var primaryFingerprint: String?
        /// The number of its hash algorithm (RFC 4880 section 9.4), from `VALIDSIG`.
        var hashAlgorithm: Int?
        /// What is wrong with it.
        var fault: Fault?
    }

    /// Why a signature proves nothing.
    enum Fault: Equatable {
        /// It does not belong to the text: the text or the signature was changed.
        case bad(key: String)
        /// Its key is not in the keyrings.
        case unknownKey(String)
        /// It, or its key, has expired.
        case expired(key: String)
        /// Its key was revoked.
        case revoked(key: String)
        /// It could not be checked.
        case unchecked(key: String)
    }

    /// The signatures in their order.
    private(set) var signatures: [Signature] = []
    /// How many texts were found; exactly one is signed in an honest `InRelease`.
    private(set) var texts = 0

    /// Reads the status lines; lines and keywords that do not matter here are passed over.
    init(parsing text: String) {
        for line in text.split(separator: "\n") where line.hasPrefix("[GNUPG:] ") {
            let words = line.dropFirst("[GNUPG:] ".count).split(separator: " ").map(String.init)
            guard let keyword = words.first else { continue }
            read(keyword, Array(words.dropFirst()))
        }
    }

    private mutating func read(_ keyword: String, _ words: [String]) {
        let key = words.first ?? "?"
        switch keyword {
        case "PLAINTEXT": texts += 1
        case "NEWSIG": signatures.append(Signature())
        case "GOODSIG": change { $0.isGood = true }
        case "BADSIG": change { $0.fault = .bad(key: key) }
        case "NO_PUBKEY": change { $0.fault = .unknownKey(key) }
        case "EXPSIG", "EXPKEYSIG": change { $0.fault = .expired(key: key) }
        case "REVKEYSIG": change { $0.fault = .revoked(key: key) }
        case "ERRSIG": change { $0.fault = $0.fault ?? .unchecked(key: key) }
        case "VALIDSIG":
            change {
                $0.fingerprint = key
                if words.count > 7 { $0.hashAlgorithm = Int(words[7]) }
                $0.primaryFingerprint = words.count > 9 ? words[9] : key
            }
        default: break
        }
    }

    private mutating func change(_ body: (inout Signature) -> Void) {
        if signatures.isEmpty { signatures.append(Signature()) }
        body(&signatures[signatures.count - 1])
    }
}

extension SignatureStatus {
    /// Who signed, or why that is not proven.
    enum Verdict: Equatable {
        /// The fingerprints of the primary keys behind the signatures that count, sorted.
        case signed(by: [String])
        /// Nothing is proven, for this reason.
        case unproven(String)
        /// The text is not what was signed, for this reason.
        case changed(String)
    }

    /// MD5, SHA-1 and RIPE-MD/160: hashes for which apt takes no signature either.
    private static let weakHashes: Set<Int> = [1, 2, 3]

    /// Judges as apt does: one good signature is enough, one bad signature is too much.
    ///
    /// Signatures by keys that are not at hand do not matter beside a good one, because a release is
    /// signed by old and new keys at once. `fingerprints` narrows down whose signature counts; one
    /// that ends with `!` stands for that very key and not for its subkeys (sources.list(5)).
    func verdict(fingerprints: [String] = []) -> Verdict {
        var signers: Set<String> = []
        var faults: [String] = []
        for signature in signatures {
            switch signature.fault {
            case .bad(let key):
                return .changed("the signature by key \(key) does not match the text")
            case .unknownKey(let key): faults.append("no keyring holds the key \(key)")
            case .expired(let key): faults.append("the signature by key \(key) has expired")
            case .revoked(let key): faults.append("the key \(key) was revoked")
            case .unchecked(let key): faults.append("the signature by key \(key) cannot be checked")
            case nil: break
            }
            guard signature.fault == nil, signature.isGood, let key = signature.fingerprint,
                let primary = signature.primaryFingerprint
            else { continue }
            if let hash = signature.hashAlgorithm, !Self.weakHashes.contains(hash) {
                if Self.counts(key, primary, fingerprints) {
                    signers.insert(primary)
                } else {
                    faults.append("the key \(primary) may not sign this repository")
                }
            } else {
                faults.append("the signature by key \(primary) uses a broken hash")
            }
        }
        if !signers.isEmpty { return .signed(by: signers.sorted()) }
        return .unproven(faults.isEmpty ? "it is not signed" : faults.joined(separator: "; "))
    }

    private static func counts(_ key: String, _ primary: String, _ accepted: [String]) -> Bool {
        if accepted.isEmpty { return true }
        return accepted.contains { text in
            let wanted = text.uppercased()
            if wanted.hasSuffix("!") { return wanted.dropLast() == key }
            return wanted == key || wanted == primary
        }
    }
}
