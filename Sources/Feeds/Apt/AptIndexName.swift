// SPDX-License-Identifier: Apache-2.0

/// Which `Packages` index of a release a file is.
struct AptIndexName: Hashable, Sendable {
    /// The name of the uncompressed file below the release: `main/binary-amd64/Packages`.
    let path: String
    /// The component; empty in a flat repository.
    let component: String
    /// The architecture; `nil` in a flat repository, which lists all of them together.
    let architecture: String?

    /// The endings of the compressions that repositories and apt use, the cheapest to fetch first.
    static let compressionSuffixes = [".xz", ".zst", ".bz2", ".gz", ".lz4", ""]

    /// Reads a path of a release's table, whatever its compression; `nil` for any other file.
    ///
    /// The indexes of the installer (`main/debian-installer/binary-amd64/Packages`) list no packages
    /// of an installed system and are left aside.
    init?(releasePath: String) {
        let plain = Self.withoutCompression(releasePath)
        guard plain == "Packages" || plain.hasSuffix("/Packages") else { return nil }
        path = plain
        var folders = plain.split(separator: "/").dropLast()
        guard let last = folders.last else {
            component = ""
            architecture = nil
            return
        }
        guard last.hasPrefix("binary-"), folders.count > 1 else { return nil }
        folders = folders.dropLast()
        guard folders.last != "debian-installer" else { return nil }
        component = folders.joined(separator: "/")
        architecture = String(last.dropFirst("binary-".count))
    }

    /// A file's name without the ending of its compression, if it has one.
    static func withoutCompression(_ name: String) -> String {
        let suffix = compressionSuffixes.first { !$0.isEmpty && name.hasSuffix($0) }
        return String(name.dropLast(suffix?.count ?? 0))
    }

    /// The path as apt writes it into the name of a file in its folder of lists.
    ///
    /// Characters with a meaning become `%xx` and slashes become `_` (apt's `URItoFileName`).
    var listName: String { Self.listName(of: path) }

    /// A path below a release as apt writes it into the name of a list.
    static func listName(of path: String) -> String {
        let reserved = Set("\\|{}[]<>\"^~_=!@#$%^&*".utf8)
        var name = ""
        for byte in path.utf8 {
            if byte == 0x2F {
                name += "_"
            } else if reserved.contains(byte) || byte <= 0x20 || byte >= 0x7F {
                let digits = String(byte, radix: 16)
                name += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            } else {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return name
    }
}

extension ReleaseFile {
    /// The `Packages` indexes that the release names in any compression, ordered by path.
    ///
    /// Where every architecture's index repeats the packages for all of them, the index of
    /// architecture `all` is left out.
    var packageIndexes: [AptIndexName] {
        Set(files.keys.compactMap(AptIndexName.init(releasePath:)))
            .filter { !(repeatsArchitectureAll && $0.architecture == "all") }
            .sorted { $0.path < $1.path }
    }
}
