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
    /// `InRelease` goes before `Release` with `Release.gpg`, as apt has it. `shown` stands for the
    /// prefix in errors. Throws `.feedUnverified` for one that the check refuses.
    static func load(
        prefix: String,
        shown: String? = nil,
        check: SignatureCheck
    ) async throws -> AptRelease? {
        let files = FileManager.default
        let name = { (file: String) in (shown ?? prefix) + file }
        if files.fileExists(atPath: prefix + "InRelease") {
            return try await load(
                inline: prefix + "InRelease",
                name: name("InRelease"),
                check: check
            )
        }
        let plain = prefix + "Release"
        guard files.fileExists(atPath: plain) else { return nil }
        let signature = plain + ".gpg"
        return try await load(
            plain: plain,
            signature: files.fileExists(atPath: signature) ? signature : nil,
            name: name("Release"),
            check: check
        )
    }

    /// Loads a release file with its signature around it; `name` stands for it in errors.
    static func load(
        inline path: String,
        name: String,
        check: SignatureCheck
    ) async throws -> AptRelease {
        let bytes = try Decompressor(path: path, name: name, limit: sizeLimit).contents()
        return try AptRelease(try await check.inline(bytes, name: name), name: name)
    }

    /// Loads a release file with its signature in a file of its own, around it, or without any.
    ///
    /// apt keeps an `InRelease` as `Release` where it could not check it and its source is trusted.
    static func load(
        plain path: String,
        signature: String?,
        name: String,
        check: SignatureCheck
    ) async throws -> AptRelease {
        let bytes = try Decompressor(path: path, name: name, limit: sizeLimit).contents()
        guard let signature else {
            return try AptRelease(try await check.inline(bytes, name: name), name: name)
        }
        let proof = try Decompressor(path: signature, limit: sizeLimit).contents()
        let text = try await check.detached(bytes, signature: proof, name: name)
        return try AptRelease(text, name: name)
    }

    /// Reads a checked text; lines in errors count within the text that was signed, and say so.
    init(_ text: CheckedText, name: String) throws {
        let place = text.isExtract ? "\(name) (signed text)" : name
        file = try ReleaseFile(parsing: text.bytes, name: place)
        self.name = name
        signers = text.signers
    }
}
