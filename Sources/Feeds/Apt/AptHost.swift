// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The apt of this machine: the lists that it has, or those that its sources would give it.
///
/// Nothing on the machine is changed. Where it has no lists, they are fetched into a folder that
/// goes away with the import, from the machine's own sources.
struct AptHost: Sendable {
    /// The programs of apt.
    let tool: AptTool
    /// The keyrings to use for all repositories; `nil` for what apt itself would use for each.
    let keyrings: [Keyring]?
    /// Whether repositories are taken without a signature.
    let allowsUnsigned: Bool

    /// Asks apt for its indexes and pairs them with their releases.
    func indexes(progress: FeedProgress.Report?) async throws -> AptIndexSet {
        var set = AptIndexSet()
        var targets = try await tool.targets(lists: nil)
        if targets.isEmpty {
            progress?(FeedProgress(item: "apt-get update", doneBytes: 0, totalBytes: nil))
            let folder = try await tool.fetchedLists()
            targets = try await tool.targets(lists: folder.path("lists"))
            set.folder = folder
        }
        let trusted = keyrings == nil ? Keyring.trustedByApt(folder: try await tool.settings()) : []
        var releases: [String: AptRelease] = [:]
        for target in targets {
            guard let prefix = target.releasePrefix else {
                throw DomainError(
                    .feedUnavailable,
                    subject: "\(target.file): not named as apt names \(target.metaKey)"
                )
            }
            let check = try check(for: target, prefix: prefix, trusted: trusted)
            if releases[prefix] == nil {
                releases[prefix] = try await AptRelease.load(prefix: prefix, check: check)
            }
            guard let release = releases[prefix] else {
                let address = AptAddress.withoutCredentials(target.uri)
                set.remarks.append("Left aside, as it has no release file: \(address).")
                continue
            }
            guard let index = AptIndexName(releasePath: target.metaKey) else { continue }
            let file = try AptIndexFile(
                release: release,
                index: index,
                path: target.file,
                suffix: target.suffix,
                source: AptAddress.withoutCredentials(target.uri)
            )
            set.files.append(file)
        }
        guard !set.files.isEmpty else {
            throw DomainError(
                .feedUnavailable,
                subject: "apt has no Packages lists",
                hint: "add sources to /etc/apt and run apt-get update"
            )
        }
        return set
    }

    /// The check that apt would make for a target: its source's own keys, or all that it trusts.
    private func check(
        for target: AptTarget,
        prefix: String,
        trusted: [Keyring]
    ) throws -> SignatureCheck {
        let text = FileManager.default.contents(atPath: target.sourcesFile)
        let entries = AptSourceEntry.entries(
            in: String(decoding: text ?? Data(), as: UTF8.self),
            isDeb822: target.sourcesFile.hasSuffix(".sources")
        )
        let entry = entries.first {
            $0.serves(uri: target.repositoryURI, release: target.release)
        }
        // apt trusts a release without any signature only where its source says so.
        let hasProof = ["InRelease", "Release.gpg"].contains {
            FileManager.default.fileExists(atPath: prefix + $0)
        }
        let isTrusted = entry?.isTrusted == true || (target.isTrusted && !hasProof)
        let own = keyrings == nil ? try entry?.signers() : nil
        return SignatureCheck(
            keyrings: keyrings ?? own.flatMap { $0.keyrings.isEmpty ? nil : $0.keyrings }
                ?? trusted,
            fingerprints: own?.fingerprints ?? [],
            isRequired: !allowsUnsigned && !isTrusted
        )
    }
}
