// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Release files and `Packages` files that were named one by one, in any order.
///
/// Which index a file is follows from its hash, wherever it was copied from: it must stand in one of
/// the release files.
struct AptFiles: Sendable {
    /// The paths.
    let paths: [String]
    /// The check of the release files.
    let check: SignatureCheck

    /// Reads all files; throws `.feedUnverified` for an index that no release file proves.
    func contents(now: Timestamp, progress: FeedProgress.Report?) async throws -> [FeedContent] {
        var indexes: [String] = []
        let releases = try await releases(&indexes)
        guard !releases.isEmpty, !indexes.isEmpty else {
            throw DomainError(
                .feedUnavailable,
                subject: releases.isEmpty
                    ? "no InRelease file is named" : "no Packages file is named",
                hint: "name an InRelease file and its Packages files together"
            )
        }
        var contents: [FeedContent] = []
        for path in indexes {
            try Task.checkCancellation()
            let scan = try AptIndexScan(
                path: path,
                name: path,
                item: path,
                progress: progress
            )
            guard let (release, index) = try match(scan, path, releases) else {
                throw DomainError(
                    .feedUnverified,
                    subject: "\(path): no release file has its SHA-256 \(scan.sha256)",
                    hint: "fetch the release file and its indexes together"
                )
            }
            contents.add(
                try AptIndexContent(release: release, index: index, now: now)
                    .content(of: scan, source: path)
            )
        }
        return contents
    }

    /// Loads the release files among the paths and hands back the others.
    private func releases(_ others: inout [String]) async throws -> [AptRelease] {
        var inline: [String] = []
        var plain: [String] = []
        var signatures: [String] = []
        for path in paths {
            let start = try Self.start(of: path)
            if PGPArmor.begins(start, with: .signedMessage) || path.hasSuffix("InRelease") {
                inline.append(path)
            } else if PGPArmor.begins(start, with: .signature) || path.hasSuffix("Release.gpg") {
                signatures.append(path)
            } else if path.hasSuffix("Release") {
                plain.append(path)
            } else {
                others.append(path)
            }
        }
        var releases: [AptRelease] = []
        for path in inline {
            releases.append(try await AptRelease.load(inline: path, name: path, check: check))
        }
        for path in plain {
            let own = signatures.first { $0 == path + ".gpg" }
            let only = plain.count == 1 && signatures.count == 1 ? signatures.first : nil
            releases.append(
                try await AptRelease.load(
                    plain: path,
                    signature: own ?? only,
                    name: path,
                    check: check
                )
            )
        }
        return releases
    }

    /// The first bytes of a file, as many as tell its kind.
    private static func start(of path: String) throws -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw DomainError(.feedUnavailable, subject: "\(path): cannot be opened")
        }
        defer { try? file.close() }
        return Array(try file.read(upToCount: 256) ?? Data())
    }

    /// Finds the index by the hash of its content, then by the hash of the file itself.
    ///
    /// Several indexes may be the same bytes, empty ones above all: the file's name decides then.
    private func match(
        _ scan: AptIndexScan,
        _ path: String,
        _ releases: [AptRelease]
    ) throws -> (AptRelease, AptIndexName)? {
        let stored = try ReleaseFile.Entry.measure(file: path)
        let content = ReleaseFile.Entry(size: scan.size, sha256: scan.sha256)
        let file = ReleaseFile.Entry(size: stored.size, sha256: stored.sha256)
        let name = AptIndexName.withoutCompression(path)
        for entry in [content, file] {
            var found: [(AptRelease, AptIndexName)] = []
            for release in releases {
                for index in release.file.packageIndexes {
                    let entries = AptIndexName.compressionSuffixes.map {
                        release.file.files[index.path + $0]
                    }
                    if entries.contains(entry) { found.append((release, index)) }
                }
            }
            let named = found.first {
                name.hasSuffix($0.1.path) || name.hasSuffix($0.1.listName)
            }
            if let match = named ?? found.first { return match }
        }
        return nil
    }
}
