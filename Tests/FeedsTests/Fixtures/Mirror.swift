// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Feeds

/// A small signed apt repository, written as text into a temporary folder.
struct Mirror {
    /// How a release is signed.
    enum Signature { case inline, detached, none }

    /// The folder; it goes away with the last copy of this value.
    let directory: TemporaryDirectory
    private let key: ArchiveKey

    /// Makes an empty repository; without `key` the one that all tests share signs it.
    init(key: ArchiveKey? = nil) async throws {
        directory = try TemporaryDirectory(prefix: "mirror")
        if let key {
            self.key = key
        } else {
            self.key = try await ArchiveKey.shared()
        }
        try Data(self.key.keyring).write(to: URL(fileURLWithPath: keyring))
    }

    /// The path of the keyring that verifies the repository.
    var keyring: String { directory.path("keyring.gpg") }

    /// The absolute path of something in the repository.
    func path(_ relative: String) -> String { directory.path(relative) }

    /// Writes the indexes of one release and its signed release file into a folder.
    ///
    /// `indexes` has the uncompressed text by its path; the files that are written are compressed.
    /// The table names the text itself too unless `namesPlain` is false.
    func publish(
        in folder: String,
        fields: [String] = Mirror.fields,
        indexes: [String: String],
        compression: Bytes.Compression = .xz,
        namesPlain: Bool = true,
        signature: Signature = .inline
    ) async throws {
        var table: [String] = []
        for (path, text) in indexes.sorted(by: { $0.key < $1.key }) {
            let plain = Array(text.utf8)
            let stored = Bytes.compressed(plain, by: compression)
            try write(stored, to: "\(folder)/\(path)\(compression.rawValue)")
            if namesPlain { table.append(Mirror.row(plain, path)) }
            if compression != .none {
                table.append(Mirror.row(stored, path + compression.rawValue))
            }
        }
        let lines = fields + ["SHA256:"] + table
        try await sign(lines.joined(separator: "\n") + "\n", in: folder, signature)
    }

    /// Writes a release file of any text.
    func sign(_ text: String, in folder: String, _ signature: Signature = .inline) async throws {
        switch signature {
        case .inline:
            try write(try await key.sign([text])[0].clear, to: folder + "/InRelease")
        case .detached:
            try write(Array(text.utf8), to: folder + "/Release")
            try write(try await key.sign([text])[0].detached, to: folder + "/Release.gpg")
        case .none:
            try write(Array(text.utf8), to: folder + "/Release")
        }
    }

    /// Writes a file of any bytes.
    func write(_ bytes: [UInt8], to relative: String) throws {
        let file = URL(fileURLWithPath: path(relative))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }

    /// Replaces bytes of a file: the first place of `old` becomes `new`.
    func replace(_ old: String, with new: String, in relative: String) throws {
        let text = try directory.read(relative)
        let place = try #require(text.range(of: old))
        try directory.write(text.replacingCharacters(in: place, with: new), to: relative)
    }

    /// A row of the table of hashes.
    static func row(_ bytes: [UInt8], _ path: String) -> String {
        var hash = ContentHash()
        bytes.withUnsafeBytes { hash.add($0) }
        return " \(hash.hexadecimal) \(bytes.count) \(path)"
    }

    /// The fields of an ordinary suite of Debian.
    static let fields = [
        "Origin: Debian", "Label: Debian-Security", "Suite: oldstable-security",
        "Codename: bookworm-security", "Date: Fri, 20 Nov 2026 00:12:41 UTC",
        "Valid-Until: Fri, 27 Nov 2026 00:12:41 UTC", "Architectures: all amd64",
        "Components: main",
    ]

    /// A paragraph of an index; `more` are whole lines.
    static func stanza(_ package: String, _ version: String, _ more: String...) -> String {
        let lines = ["Package: \(package)", "Version: \(version)", "Architecture: amd64"] + more
        return lines.joined(separator: "\n") + "\n\n"
    }
}
