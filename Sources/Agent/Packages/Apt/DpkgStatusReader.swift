// SPDX-License-Identifier: Apache-2.0
import PackageFormats

/// Reads dpkg's `status` chunk by chunk into packages.
struct DpkgStatusReader {
    /// Why a paragraph is no package.
    struct Failure: Error, Equatable, CustomStringConvertible {
        /// The paragraph's first line, from 1.
        let line: Int
        /// What is wrong with it.
        let reason: String

        var description: String { "line \(line): \(reason)" }
    }

    private(set) var packages: [DpkgPackage] = []
    private(set) var notes: [String] = []
    private var reader = ParagraphReader(
        fields: ["Package", "Status", "Architecture", "Version", "Source"]
    )

    /// Reads the first `count` bytes of the buffer, which are changed.
    ///
    /// The fields that matter are ASCII, but a description in some old package may be Latin-1: one
    /// such word must not make a machine unreadable, so bytes beyond ASCII are not looked at.
    mutating func feed(_ buffer: inout [UInt8], count: Int) throws {
        for index in 0..<count where buffer[index] >= 0x80 {
            buffer[index] = UInt8(ascii: "?")
        }
        try reader.feed(buffer[..<count]) { paragraph in
            try Self.take(paragraph, &packages, &notes)
        }
    }

    /// Takes the last paragraph.
    mutating func finish() throws {
        try reader.finish { paragraph in try Self.take(paragraph, &packages, &notes) }
    }

    private static func take(
        _ paragraph: Paragraph,
        _ packages: inout [DpkgPackage],
        _ notes: inout [String]
    ) throws {
        let line = paragraph.firstLine
        guard let name = paragraph["Package"], !name.isEmpty else {
            throw Failure(line: line, reason: "a package without a name")
        }
        guard let statusText = paragraph["Status"] else {
            throw Failure(line: line, reason: "the package \(name) has no status")
        }
        let status: DebianPackageStatus
        do {
            status = try DebianPackageStatus(parsing: statusText)
        } catch {
            throw Failure(line: line, reason: "the status of \(name): \(error)")
        }
        let version = paragraph["Version"] ?? ""
        var package = DpkgPackage(
            name: name,
            architecture: paragraph["Architecture"] ?? "",
            version: version,
            source: name,
            sourceVersion: version,
            status: status
        )
        if package.isPresent, version.isEmpty || package.architecture.isEmpty {
            throw Failure(line: line, reason: "the package \(name) lacks version or architecture")
        }
        if let sourceText = paragraph["Source"] {
            do {
                let source = try DebianSourceField(parsing: sourceText)
                package.source = source.name
                package.sourceVersion = source.version ?? version
            } catch {
                notes.append("line \(line): the source of \(name): \(error)")
            }
        }
        packages.append(package)
    }
}
