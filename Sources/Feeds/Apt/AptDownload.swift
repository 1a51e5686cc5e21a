// SPDX-License-Identifier: Apache-2.0
import Domain

/// Fetches the wanted indexes of a repository by its address.
struct AptDownload: Sendable {
    /// What is wanted.
    let remote: AptRemote
    /// The check of its release files.
    let check: SignatureCheck
    /// The way files come.
    let download: HTTPDownload

    /// The largest accepted index as it is stored, compressed or not.
    private static let indexLimit: Int64 = 1 << 30

    /// Fetches the releases, checks them, and fetches the indexes that they promise.
    func indexes() async throws -> AptIndexSet {
        let folder = try WorkFolder()
        var set = AptIndexSet()
        set.folder = folder
        for (number, suite) in remote.suites.enumerated() {
            let path = suite.hasSuffix("/") ? suite : "dists/\(suite)"
            let address = AptAddress.joined(remote.uri, path)
            let shown = AptAddress.withoutCredentials(address)
            let target = folder.path("\(number)")
            let release = try await release(at: address, in: target)
            let indexes = wanted(of: release)
            guard !indexes.isEmpty else {
                throw DomainError(
                    .feedUnavailable,
                    subject: "\(shown): no Packages index of \(wish)",
                    hint: "it has the components \(release.file.components.joined(separator: ", "))"
                        + " and the architectures "
                        + release.file.architectures.joined(separator: ", ")
                )
            }
            for index in indexes {
                let suffix = try await fetch(index, of: release, from: address, to: target)
                let relative = index.path + suffix
                let file = try AptIndexFile(
                    release: release,
                    index: index,
                    path: "\(target)/\(relative)",
                    suffix: suffix,
                    name: "\(shown)/\(relative)",
                    source: "\(shown)/\(relative)"
                )
                set.files.append(file)
            }
        }
        return set
    }

    private var choice: AptIndexSet.Choice {
        AptIndexSet.Choice(
            components: remote.components,
            architectures: remote.architectures.isEmpty
                ? [AptRemote.nativeArchitecture] : remote.architectures
        )
    }

    private var wish: String {
        let components = choice.components.isEmpty ? ["any component"] : choice.components
        return components.joined(separator: ", ") + " for "
            + choice.architectures.joined(separator: ", ")
    }

    private func wanted(of release: AptRelease) -> [AptIndexName] {
        release.file.packageIndexes.filter(choice.includes)
    }

    private func release(at address: String, in folder: String) async throws -> AptRelease {
        let limit = AptRelease.sizeLimit
        let shown = AptAddress.withoutCredentials(address)
        let names = ["InRelease", "Release", "Release.gpg"]
        for name in names {
            let isThere = try await download.fetch(
                "\(address)/\(name)",
                to: "\(folder)/\(name)",
                limit: limit
            )
            if isThere, name == "InRelease" { break }
        }
        guard
            let release = try await AptRelease.load(
                prefix: folder + "/",
                shown: shown + "/",
                check: check
            )
        else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(shown): neither InRelease nor Release is there"
            )
        }
        return release
    }

    /// Fetches the first form of an index that the release names and the server has.
    private func fetch(
        _ index: AptIndexName,
        of release: AptRelease,
        from address: String,
        to folder: String
    ) async throws -> String {
        for suffix in AptIndexName.compressionSuffixes {
            guard let entry = release.file.files[index.path + suffix] else { continue }
            let isThere = try await download.fetch(
                "\(address)/\(index.path)\(suffix)",
                to: "\(folder)/\(index.path)\(suffix)",
                limit: min(entry.size, Self.indexLimit)
            )
            if isThere { return suffix }
        }
        throw DomainError(
            .feedUnavailable,
            subject:
                "\(AptAddress.withoutCredentials(address))/\(index.path): not there in any form"
        )
    }
}
