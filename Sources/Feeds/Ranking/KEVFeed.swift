// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads CISA's catalogue of known exploited vulnerabilities, which ranks patches and makes none.
package enum KEVFeed {
    /// How many decompressed bytes a catalogue may have: 64 MiB, some forty times what it has.
    private static let limit: Int64 = 64 << 20

    /// The content of the catalogue's JSON or CSV, plain or compressed; its name is `kev`.
    ///
    /// The two are told apart by the first character. The JSON is refused where its `count` is not
    /// the number of its entries; the CSV has no count, so that one which was cut off between two
    /// rows is not noticed.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - progress: Receives how far the reading is, in decompressed bytes.
    /// - Returns: The content: one record for each vulnerability, in the order of their names.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file and the
    ///   path or line for what cannot be read.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var bytes: [UInt8] = []
        try Decompressor(path: path, limit: limit).read { chunk in
            bytes.append(contentsOf: chunk)
            progress?(FeedProgress(item: path, doneBytes: Int64(bytes.count), totalBytes: nil))
        }
        let catalogue =
            switch firstCharacter(bytes) {
            case "{": try KEVDocument.catalogue(bytes, name: path)
            case "c", "\"": try KEVTable.catalogue(bytes, name: path)
            default:
                throw DomainError.malformed(
                    path,
                    line: nil,
                    "neither the JSON nor the CSV of CISA's catalogue of exploited vulnerabilities"
                )
            }
        return try catalogue.content(source: path)
    }

    /// The first character after a byte order mark and blanks; `nil` where there is none.
    private static func firstCharacter(_ bytes: [UInt8]) -> Character? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let first = text.first { !blanks.contains($0) }
        return first.map { Character(Unicode.Scalar($0)) }
    }
}
