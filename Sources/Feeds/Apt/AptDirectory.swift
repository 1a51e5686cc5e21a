// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A repository in a folder: a mirror with `dists`, the folder of one suite, or a flat repository.
struct AptDirectory: Sendable {
    /// The folder, without a slash at its end.
    let path: String

    /// Names a folder; slashes at its end do not matter.
    init(path: String) { self.path = AptAddress.trimmed(path) }

    /// Finds the releases in the folder and the wanted indexes that are there.
    ///
    /// A mirror may hold part of what its releases list; something it must hold. `suites` are
    /// folders below `dists`, all where none is named.
    func indexes(
        suites: [String] = [],
        choice: AptIndexSet.Choice = AptIndexSet.Choice(),
        check: SignatureCheck
    ) async throws -> AptIndexSet {
        var set = AptIndexSet()
        for folder in try folders(suites) {
            guard let release = try await AptRelease.load(prefix: folder + "/", check: check) else {
                throw DomainError(
                    .feedUnavailable,
                    subject: "\(folder): neither InRelease nor Release is there"
                )
            }
            try set.add(release, in: folder, choice)
        }
        guard !set.files.isEmpty else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): holds none of the Packages files that its releases list"
            )
        }
        return set
    }

    private func folders(_ suites: [String]) throws -> [String] {
        if !suites.isEmpty {
            return suites.map { suite in
                // A suite that ends with a slash is a path of a flat repository (sources.list(5)).
                suite.hasSuffix("/") ? AptAddress.joined(path, suite) : "\(path)/dists/\(suite)"
            }
        }
        if Self.holdsRelease(path) { return [path] }
        var visited: Set<String> = []
        let found = Self.releases(below: path + "/dists", depth: 4, &visited)
        guard !found.isEmpty else {
            throw DomainError(
                .feedUnavailable,
                subject: "\(path): no apt repository",
                hint: "name a folder with dists/<suite>/InRelease, or one that holds InRelease"
            )
        }
        return found
    }

    private static func holdsRelease(_ folder: String) -> Bool {
        ["/InRelease", "/Release"].contains {
            FileManager.default.fileExists(atPath: folder + $0)
        }
    }

    /// The folders with a release, by name; `stable` that leads to another one of them is that one.
    private static func releases(
        below folder: String,
        depth: Int,
        _ visited: inout Set<String>
    ) -> [String] {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        let paths = names.map { folder + "/" + $0 }
        // Real folders go first, so that a link beside them adds nothing.
        let ordered = paths.filter { !isLink($0) } + paths.filter(isLink)
        var found: [String] = []
        for path in ordered {
            var isFolder: ObjCBool = false
            guard files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
                visited.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted
            else { continue }
            if holdsRelease(path) {
                found.append(path)
            } else if depth > 1 {
                found += releases(below: path, depth: depth - 1, &visited)
            }
        }
        return found
    }

    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }
}
