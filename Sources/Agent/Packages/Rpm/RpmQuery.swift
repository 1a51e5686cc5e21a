// SPDX-License-Identifier: Apache-2.0

/// The rows of an rpm database, by rpm's query format (rpm-queryformat(7)).
enum RpmQuery {
    /// Between the fields and behind each row: bytes that no tag holds (ASCII separators).
    private static let fieldEnd: Character = "\u{1F}"
    private static let rowEnd: Character = "\u{1E}"
    private static let tags = [
        "NAME", "EPOCHNUM", "VERSION", "RELEASE", "ARCH", "SOURCERPM", "INSTALLTIME",
    ]
    /// What `rpm --queryformat` is given.
    static let format =
        tags.map { "%{\($0)}" }.joined(separator: String(fieldEnd)) + String(rowEnd)

    /// A row that is not one.
    struct Malformed: Error, Sendable, Equatable, CustomStringConvertible {
        /// The row's number, from 1.
        let row: Int
        /// What is wrong with it.
        let reason: String

        /// The row and the reason.
        var description: String { "rpm answered a row \(row) of unknown form: \(reason)" }
    }

    /// Reads an answer; the keys that rpm keeps as packages are left out.
    static func packages(in output: String) throws(Malformed) -> [RpmPackage] {
        var packages: [RpmPackage] = []
        let rows = output.split(separator: rowEnd, omittingEmptySubsequences: true)
        for (index, row) in rows.enumerated() {
            let fields = row.split(separator: fieldEnd, omittingEmptySubsequences: false)
            guard fields.count == tags.count else {
                throw Malformed(row: index + 1, reason: "\(fields.count) fields")
            }
            // `gpg-pubkey` has no architecture, no source and no files.
            if fields[0] == "gpg-pubkey" { continue }
            guard let epoch = Int(fields[1]), let time = Int64(fields[6]) else {
                throw Malformed(row: index + 1, reason: "a number of \(fields[0]) is none")
            }
            let version = RpmVersion(
                epoch: epoch,
                version: String(fields[2]),
                release: String(fields[3])
            )
            packages.append(
                RpmPackage(
                    name: String(fields[0]),
                    architecture: String(fields[4]),
                    version: version,
                    source: source(fields[5]) ?? String(fields[0]),
                    installedAt: time
                )
            )
        }
        return packages
    }

    /// The name in `name-version-release.src.rpm`; `nil` for `(none)`.
    private static func source(_ file: Substring) -> String? {
        let parts = file.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 2, file.hasSuffix("src.rpm") else { return nil }
        return parts.dropLast(2).joined(separator: "-")
    }
}
