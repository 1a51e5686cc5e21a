// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// A package as its row says it: what is absent is empty, and both marks are one number.
struct NumberedPackage {
    /// The columns of ``values``, in the order of the index.
    static let columns = ["name", "version", "source", "architecture", "source_version", "marks"]

    private let name: String
    private let version: String
    private let source: String
    private let architecture: String
    private let sourceVersion: String
    /// The sum of 1 (held) and 2 (its set-up never ended).
    private let marks: Int

    init(_ package: InstalledPackage) {
        name = Self.storable(package.name ?? "")
        version = Self.storable(package.version)
        source = Self.storable(package.source)
        architecture = Self.storable(package.architecture ?? "")
        sourceVersion = Self.storable(package.sourceVersion ?? "")
        marks = (package.isHeld == true ? 1 : 0) + (package.isUnconfigured == true ? 2 : 0)
    }

    /// What tells the row from others, as the engine compares it: by bytes, and not by characters.
    var key: [UInt8] {
        var key = [UInt8(marks)]
        for text in [name, version, source, architecture, sourceVersion] {
            key += text.utf8
            key.append(0)
        }
        return key
    }

    /// The values of ``columns``.
    var values: [SQLValue] {
        [
            .text(name), .text(version), .text(source), .text(architecture), .text(sourceVersion),
            .integer(Int64(marks)),
        ]
    }

    /// The package of a row with ``columns``.
    static func package(_ row: any SQLRow) throws -> InstalledPackage {
        let name: String = try row.get(0)
        let architecture: String = try row.get(3)
        let sourceVersion: String = try row.get(4)
        let marks: Int = try row.get(5)
        var package = InstalledPackage(
            name: name.isEmpty ? nil : name,
            architecture: architecture.isEmpty ? nil : architecture,
            version: try row.get(1),
            source: try row.get(2),
            isHeld: marks & 1 != 0,
            isUnconfigured: marks & 2 != 0
        )
        // As it was told, even where it says nothing new.
        package.sourceVersion = sourceVersion.isEmpty ? nil : sourceVersion
        return package
    }

    /// A text without U+0000, which no engine keeps and no package has.
    private static func storable(_ text: String) -> String {
        text.utf8.contains(0) ? String(text.unicodeScalars.filter { $0 != "\0" }) : text
    }
}
