// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A text whose signature was checked, or was not asked for.
struct CheckedText: Sendable {
    /// The text itself: what the signature covers, and nothing around it.
    var bytes: [UInt8]
    /// The fingerprints of the keys that signed; empty where no proof was asked for.
    var signers: [String]
    /// Whether the text is part of its file, so that lines count from elsewhere.
    var isExtract = false
}

/// Checks the signatures of release files with `gpgv`, which knows no web of trust and no home.
///
/// Each check works on copies in a private folder, so that what was proven is what is read, and the
/// user's own GnuPG settings and keys play no part. The time of the check is the machine's.
package struct SignatureCheck: Sendable {
    /// The keys that count.
    private let keyrings: [Keyring]
    /// Whose signatures count among the keys; empty for all of them.
    private let fingerprints: [String]
    /// Whether a text that nobody known has signed is refused.
    private let isRequired: Bool
    /// The program: a name to look up in `PATH`, or a path.
    private let gpgv: String

    /// Makes a check against the keys of these keyrings.
    ///
    /// Where it is not required, a text without a signature by a known key passes without signers;
    /// a signature that does not match its text is refused all the same.
    package init(
        keyrings: [Keyring],
        fingerprints: [String] = [],
        isRequired: Bool = true,
        gpgv: String = "gpgv"
    ) {
        self.keyrings = keyrings
        self.fingerprints = fingerprints
        self.isRequired = isRequired
        self.gpgv = gpgv
    }

    /// Checks a text with its signature around it (`InRelease`) and returns the text inside.
    ///
    /// A text without any signature is taken as it is where none is required. Throws `.feedUnverified` where the signature is missing, wrong or by nobody known.
    func inline(_ bytes: [UInt8], name: String) async throws -> CheckedText {
        guard PGPArmor.begins(bytes, with: .signedMessage) else {
            if isRequired { throw refused(name, "it is not signed") }
            return CheckedText(bytes: bytes, signers: [])
        }
        let folder = try WorkFolder()
        let file = try folder.write(bytes, to: "text")
        let output = folder.path("output")
        let arguments = ["--output", output, file]
        let status = try await run(arguments, in: folder)
        let signers = try judge(status, name: name, texts: 1)
        guard let text = FileManager.default.contents(atPath: output) else {
            throw refused(name, "gpgv gave no text")
        }
        return CheckedText(bytes: Array(text), signers: signers, isExtract: true)
    }

    /// Checks a text against a signature of its own (`Release` and `Release.gpg`).
    ///
    /// Throws `.feedUnverified` where the signature is missing, wrong or by nobody known.
    func detached(_ bytes: [UInt8], signature: [UInt8], name: String) async throws -> CheckedText {
        let folder = try WorkFolder()
        let file = try folder.write(bytes, to: "text")
        let proof = try folder.write(signature, to: "signature")
        let status = try await run([proof, file], in: folder)
        return CheckedText(bytes: bytes, signers: try judge(status, name: name, texts: 0))
    }

    private func run(_ arguments: [String], in folder: WorkFolder) async throws -> ToolRun {
        guard !keyrings.isEmpty || !isRequired else {
            throw DomainError(
                .feedUnverified,
                subject: "there is no keyring to check signatures with",
                hint: "install debian-archive-keyring, or name a keyring"
            )
        }
        var options = ["--homedir", folder.path, "--status-fd", "1", "--ignore-time-conflict"]
        // gpgv takes at most 40 keyrings, so all that are plain packets go into one file.
        // It is written even if empty: without any keyring gpgv would look for one in its home.
        let packets = keyrings.filter { $0.form == .packets }.flatMap(\.bytes)
        options += ["--keyring", try folder.write(packets, to: "keys.gpg")]
        for (offset, box) in keyrings.filter({ $0.form == .keybox }).enumerated() {
            options += ["--keyring", try folder.write(box.bytes, to: "keys-\(offset).kbx")]
        }
        return try await ToolRun.run(
            gpgv,
            options + arguments,
            environment: ["GNUPGHOME": folder.path],
            package: "gpgv"
        )
    }

    /// Only the status lines count: the exit code also complains about one key missing of several.
    private func judge(_ run: ToolRun, name: String, texts: Int) throws -> [String] {
        let status = SignatureStatus(parsing: run.output)
        guard status.texts == texts || status.signatures.isEmpty else {
            throw refused(name, "it holds \(status.texts) signed texts, not one")
        }
        switch status.verdict(fingerprints: fingerprints) {
        case .signed(let signers): return signers
        case .changed(let reason): throw refused(name, reason)
        case .unproven(let reason):
            if !isRequired { return [] }
            throw refused(name, status.signatures.isEmpty ? "\(reason): \(run.complaint)" : reason)
        }
    }

    private func refused(_ name: String, _ reason: String) -> DomainError {
        DomainError(
            .feedUnverified,
            subject: "\(name): \(reason)",
            hint: "checked with \(keyringNames); name the repository's keyring if it has its own"
        )
    }

    private var keyringNames: String {
        switch keyrings.count {
        case 0: "no keyring"
        case 1...3: keyrings.map(\.name).joined(separator: ", ")
        default: "\(keyrings[0].name) and \(keyrings.count - 1) more keyrings"
        }
    }
}
