// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Loads the `Packages` indexes of apt repositories, each proven by its signed release file.
///
/// The chain of proof is that of apt-secure(8): `gpgv` says who signed the release file, the text
/// that it hands back has the size and SHA-256 of each index, and the bytes that are parsed are the
/// bytes that are hashed. One index of one release is one feed; a refused one refuses the import.
package enum AptRepositoryFeed {
    /// The contents of all indexes of a source, one for each release, component and architecture.
    ///
    /// - Parameters:
    ///   - source: Where they are.
    ///   - keyrings: Paths of the keyrings that count; where none is named, those of the machine's
    ///     apt, and for its own sources the one that `Signed-By` names.
    ///   - allowUnsigned: Whether to take release files that nobody known has signed.
    ///   - now: The time of the import.
    ///   - progress: Receives how far the reading is.
    /// - Returns: The contents; there is at least one.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedUnverified` for what is not proven,
    ///   `.feedMalformed` with file and line for what cannot be read.
    package static func contents(
        of source: AptSource,
        keyrings: [String] = [],
        allowUnsigned: Bool = false,
        now: Timestamp,
        progress: FeedProgress.Report? = nil
    ) async throws -> [FeedContent] {
        do {
            return try await checkedContents(
                of: source,
                keyrings: keyrings,
                allowUnsigned: allowUnsigned,
                now: now,
                progress: progress
            )
        } catch let error where !(error is DomainError || error is CancellationError) {
            // What is left are faults of files and folders, such as a full disk.
            throw DomainError(
                .feedUnavailable,
                subject: error.localizedDescription,
                underlying: error
            )
        }
    }

    private static func checkedContents(
        of source: AptSource,
        keyrings: [String],
        allowUnsigned: Bool,
        now: Timestamp,
        progress: FeedProgress.Report?
    ) async throws -> [FeedContent] {
        var paths = keyrings
        if case .address(let remote) = source, paths.isEmpty { paths = remote.keyrings }
        let named = paths.isEmpty ? nil : try paths.map { try Keyring(path: $0) }
        let check = SignatureCheck(
            keyrings: named ?? Keyring.trustedByApt(),
            isRequired: !allowUnsigned
        )
        let indexes: AptIndexSet
        switch source {
        case .files(let paths):
            return try await AptFiles(paths: paths, check: check).contents(
                now: now,
                progress: progress
            )
        case .directory(let path):
            indexes = try await AptDirectory(path: path).indexes(check: check)
        case .lists(let path):
            indexes = try await AptLists(path: path).indexes(check: check)
        case .host(let configuration):
            indexes = try await AptHost(
                tool: AptTool(configuration: configuration),
                keyrings: named,
                allowsUnsigned: allowUnsigned
            ).indexes(progress: progress)
        case .address(let remote):
            indexes = try await remoteIndexes(remote, check, progress)
        }
        return try indexes.contents(now: now, progress: progress)
    }

    private static func remoteIndexes(
        _ remote: AptRemote,
        _ check: SignatureCheck,
        _ progress: FeedProgress.Report?
    ) async throws -> AptIndexSet {
        guard let folder = AptAddress.folder(remote.uri) else {
            return try await HTTPDownload.lend(progress: progress) { download in
                try await AptDownload(remote: remote, check: check, download: download).indexes()
            }
        }
        let choice = AptIndexSet.Choice(
            components: remote.components,
            architectures: remote.architectures
        )
        return try await AptDirectory(path: folder).indexes(
            suites: remote.suites,
            choice: choice,
            check: check
        )
    }
}
