// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A folder of lists as `apt-get update` keeps them, `/var/lib/apt/lists` or a copy of it.
///
/// The names there are flattened addresses. Which index a file is follows from the release beside
/// it: the part of the name after the release's own must be one of the paths in its table.
struct AptLists: Sendable {
    /// The folder, without a slash at its end.
    let path: String

    /// Names a folder; slashes at its end do not matter.
    init(path: String) { self.path = AptAddress.trimmed(path) }

    /// Pairs each `Packages` file with its release; one without a release is left aside.
    func indexes(check: SignatureCheck) async throws -> AptIndexSet {
        let names = try names()
        var set = AptIndexSet()
        var open = Set(names.filter { Self.isIndex($0) })
        // The longest name first: a release in `stable/updates` has one that `stable` begins.
        let prefixes = Set(names.compactMap(Self.releasePrefix)).sorted {
            ($0.utf8.count, $1) > ($1.utf8.count, $0)
        }
        for prefix in prefixes {
            let own = open.filter { $0.hasPrefix(prefix) }
            guard !own.isEmpty,
                let release = try await AptRelease.load(prefix: path + "/" + prefix, check: check)
            else { continue }
            for (name, index) in Self.pairs(own, prefix, release) {
                open.remove(name)
                let file = path + "/" + name
                let suffix = String(name.dropFirst(AptIndexName.withoutCompression(name).count))
                set.files.append(
                    try AptIndexFile(release: release, index: index, path: file, suffix: suffix)
                )
            }
        }
        set.files.sort { $0.path < $1.path }
        set.remarks = open.sorted().map { "Left aside, as no release lists it: \(path)/\($0)." }
        guard !set.files.isEmpty else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): holds no Packages file with its release",
                hint: "run apt-get update, or copy InRelease and Packages files together"
            )
        }
        return set
    }

    /// Whether a folder holds lists of apt: names that end like those of flattened addresses.
    static func isLists(_ folder: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { releasePrefix($0) != nil }
    }

    private func names() throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): cannot be listed",
                underlying: error
            )
        }
    }

    private static func isIndex(_ name: String) -> Bool {
        AptIndexName.withoutCompression(name).hasSuffix("_Packages")
    }

    /// What the names of a release's lists begin with, from the name of its release file.
    private static func releasePrefix(_ name: String) -> String? {
        for end in ["_InRelease", "_Release"] where name.hasSuffix(end) {
            return String(name.dropLast(end.utf8.count - 1))
        }
        return nil
    }

    private static func pairs(
        _ names: Set<String>,
        _ prefix: String,
        _ release: AptRelease
    ) -> [(String, AptIndexName)] {
        var indexes: [String: AptIndexName] = [:]
        for index in release.file.packageIndexes { indexes[index.listName] = index }
        return names.compactMap { name in
            let tail = AptIndexName.withoutCompression(String(name.dropFirst(prefix.count)))
            return indexes[tail].map { (name, $0) }
        }
    }
}
