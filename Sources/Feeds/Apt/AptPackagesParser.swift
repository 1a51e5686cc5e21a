// SPDX-License-Identifier: Apache-2.0
package import Domain
import PackageFormats
import Versioning

/// Reads a `Packages` index of an apt repository into one record per source package and version.
///
/// The binary packages of one source version stand together, as they are one patch; where an index
/// keeps several versions of a package, each has its own record. Records come in the order in which
/// their first binary package stands in the index. Feed the uncompressed index in chunks of any
/// size, then call ``finish(stream:origin:)``. A parser that has thrown is of no further use.
package struct AptPackagesParser {
    private static let fields = [
        "Package", "Version", "Architecture", "Source", "Size", "Phased-Update-Percentage",
        "Description",
    ]

    /// What makes a patch the same patch within one index.
    private struct Key: Hashable {
        let source: String
        let version: String
    }

    /// A record while it grows.
    private struct Group {
        let key: Key
        var binaries: [PatchBinary] = []
        /// The description of the first binary, or of the one that is called like its source.
        var title: String?
        var titleIsOwn = false
        var phasedPercentage: Int?
    }

    private let name: String
    private var reader: ParagraphReader
    private var grouping = Grouping()

    /// Makes a parser; `name` stands for the index in errors.
    package init(name: String) {
        self.name = name
        reader = ParagraphReader(fields: Self.fields)
    }

    /// How many binary packages were read so far.
    package var binaryCount: Int { grouping.binaryCount }

    /// Takes the next bytes; throws `.feedMalformed` with the line.
    package mutating func feed(_ chunk: UnsafeRawBufferPointer) throws {
        do {
            try reader.feed(chunk) { [name] paragraph in try grouping.add(paragraph, name) }
        } catch let error as ParagraphError {
            throw DomainError.malformed(name, line: error.line, "\(error.problem)")
        }
    }

    /// Ends the index and returns its records, all of one stream and one origin.
    ///
    /// Throws `.feedMalformed` with the line where the last paragraph is not complete.
    package consuming func finish(stream: Stream, origin: PatchOrigin) throws -> [PatchRecord] {
        do {
            try reader.finish { [name] paragraph in try grouping.add(paragraph, name) }
        } catch let error as ParagraphError {
            throw DomainError.malformed(name, line: error.line, "\(error.problem)")
        }
        return grouping.groups.map { group in
            PatchRecord(
                stream: stream,
                source: group.key.source,
                version: group.key.version,
                title: group.title ?? "\(group.key.source) \(group.key.version)",
                origin: origin,
                binaries: Self.unique(group.binaries),
                phasedPercentage: group.phasedPercentage
            )
        }
    }

    private static func unique(_ binaries: [PatchBinary]) -> [PatchBinary] {
        if binaries.count < 2 { return binaries }
        var seen: Set<PatchBinary> = []
        return binaries.filter { seen.insert($0).inserted }
    }

    /// The paragraphs so far, by source package and version.
    private struct Grouping {
        var groups: [Group] = []
        var binaryCount = 0
        private var places: [Key: Int] = [:]

        /// Adds one binary package; `index` names the input in errors.
        mutating func add(_ paragraph: Paragraph, _ index: String) throws {
            let package = try Self.required("Package", paragraph, index)
            guard Self.isPackageName(package) else {
                throw Self.fault(paragraph, index, "no package's name: \(package)")
            }
            let version = try Self.required("Version", paragraph, index)
            let architecture = try Self.required("Architecture", paragraph, index)
            let key = try Self.key(package, version, paragraph, index)
            // A version compares with itself exactly if it is one.
            for text in [version, key.version] where DebianVersion.compare(text, text) == nil {
                throw Self.fault(paragraph, index, "\(package) has no Debian version: \(text)")
            }
            let binary = PatchBinary(
                name: package,
                architecture: architecture,
                version: version,
                size: try Self.number("Size", 0...Int64.max, paragraph, index)
            )
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append(Group(key: key))
            }
            groups[place].binaries.append(binary)
            binaryCount += 1
            if let own = try Self.number("Phased-Update-Percentage", 0...100, paragraph, index) {
                groups[place].phasedPercentage = min(
                    groups[place].phasedPercentage ?? 100,
                    Int(own)
                )
            }
            if groups[place].title == nil || (package == key.source && !groups[place].titleIsOwn) {
                groups[place].titleIsOwn = package == key.source
                groups[place].title = Self.synopsis(paragraph) ?? groups[place].title
            }
        }

        private static func key(
            _ package: String,
            _ version: String,
            _ paragraph: Paragraph,
            _ index: String
        ) throws -> Key {
            guard let text = paragraph["Source"], !text.isEmpty else {
                return Key(source: package, version: version)
            }
            do {
                let source = try DebianSourceField(parsing: text)
                return Key(source: source.name, version: source.version ?? version)
            } catch {
                throw fault(paragraph, index, "\(package): \(error)")
            }
        }

        /// The first line of the description, where it says something.
        private static func synopsis(_ paragraph: Paragraph) -> String? {
            guard let text = paragraph["Description"] else { return nil }
            let line = text.prefix { $0 != "\n" }
            return line.isEmpty ? nil : String(line)
        }

        private static func required(
            _ field: String,
            _ paragraph: Paragraph,
            _ index: String
        ) throws -> String {
            guard let value = paragraph[field], !value.isEmpty else {
                throw fault(paragraph, index, "a package without \(field)")
            }
            return value
        }

        private static func number(
            _ field: String,
            _ range: ClosedRange<Int64>,
            _ paragraph: Paragraph,
            _ index: String
        ) throws -> Int64? {
            guard let text = paragraph[field], !text.isEmpty else { return nil }
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int64(text),
                range.contains(value)
            else { throw fault(paragraph, index, "\(field) is \(text)") }
            return value
        }

        /// The names that dpkg takes: a letter or digit, then those and `-+._`.
        private static func isPackageName(_ name: String) -> Bool {
            func isAlphanumeric(_ byte: UInt8) -> Bool {
                byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
            }
            guard let first = name.utf8.first, isAlphanumeric(first) else { return false }
            return name.utf8.allSatisfy { isAlphanumeric($0) || "+-._".utf8.contains($0) }
        }

        private static func fault(
            _ paragraph: Paragraph,
            _ index: String,
            _ what: String
        ) -> DomainError {
            .malformed(index, line: paragraph.firstLine, what)
        }
    }
}
