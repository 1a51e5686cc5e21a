// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A release file that was found, checked and read.
struct AptRelease: Sendable {
    /// What it says.
    let file: ReleaseFile
    /// The path or address that it was read from.
    let name: String
    /// The fingerprints of the keys that signed it; empty where no proof was asked for.
    let signers: [String]

    /// The largest accepted release file: that of a big archive has some hundred kilobytes.
    static let sizeLimit: Int64 = 64 << 20

    /// Loads the release whose files' paths begin with `prefix`; `nil` where there is none.
    ///
    /// `InRelease` goes before `Release` with `Release.gpg`, as apt has it. Throws
    /// `.feedUnverified` for one that the check refuses.
    static func load(prefix: String, check: SignatureCheck) async throws -> AptRelease? {
        let inline = prefix + "InRelease"
        if FileManager.default.fileExists(atPath: inline) {
            let bytes = try Decompressor(path: inline, limit: sizeLimit).contents()
            return try AptRelease(try await check.inline(bytes, name: inline), name: inline)
        }
        let plain = prefix + "Release"
        guard FileManager.default.fileExists(atPath: plain) else { return nil }
        let signature = plain + ".gpg"
        let hasSignature = FileManager.default.fileExists(atPath: signature)
        return try await load(
            plain: plain, signature: hasSignature ? signature : nil, check: check)
    }

    /// Loads a release file with its signature in a file of its own, or without any.
    static func load(
        plain: String,
        signature: String?,
        check: SignatureCheck
    ) async throws -> AptRelease {
        let bytes = try Decompressor(path: plain, limit: sizeLimit).contents()
        guard let signature else {
            return try AptRelease(try check.unsigned(bytes, name: plain), name: plain)
        }
        let proof = try Decompressor(path: signature, limit: sizeLimit).contents()
        let text = try await check.detached(bytes, signature: proof, name: plain)
        return try AptRelease(text, name: plain)
    }

    /// Reads a checked text; lines in errors count within the text that was signed.
    init(_ text: CheckedText, name: String) throws {
        file = try ReleaseFile(parsing: text.bytes, name: name)
        self.name = name
        signers = text.signers
    }
}

/// A `Packages` index on this machine, and what its release says about it.
struct AptIndexFile: Sendable {
    /// What the index is proven by.
    enum Proof: Sendable, Equatable {
        /// Size and hash of the index itself, after decompression.
        case content(ReleaseFile.Entry)
        /// Size and hash of the compressed file, where the release names nothing else.
        case file(ReleaseFile.Entry)
    }

    /// The release that lists it.
    let release: AptRelease
    /// Which index of the release it is.
    let index: AptIndexName
    /// The file.
    let path: String
    /// Where it came from, for the revision: the path, or an address.
    let source: String
    /// What it is compared with.
    let proof: Proof

    /// Pairs a file with its release; throws `.feedUnverified` where the release has no hash for it.
    ///
    /// `suffix` is the ending of the file's compression, which the release may name instead.
    init(release: AptRelease, index: AptIndexName, path: String, suffix: String, source: String)
        throws
    {
        self.release = release
        self.index = index
        self.path = path
        self.source = source
        if let entry = release.file.files[index.path] {
            proof = .content(entry)
        } else if let entry = release.file.files[index.path + suffix] {
            proof = .file(entry)
        } else {
            throw DomainError(
                .feedUnverified,
                subject: "\(path): \(release.name) has no hash of \(index.path)"
            )
        }
    }
}
