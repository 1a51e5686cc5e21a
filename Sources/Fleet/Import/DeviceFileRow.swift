// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import PackageFormats
import Versioning

/// One row of a device's packages as the file has it; which members count depends on the stream.
struct DeviceFileRow {
    private var source: String?
    private var name: String?
    private var architecture: String?
    private var version: String?
    private var evr: String?
    private var sourceVersion: String?
    private var isHeld = false

    /// Reads the row that the cursor stands before; the answer follows from its text and the scheme.
    static func package(
        _ cursor: inout JSONCursor,
        scheme: VersionScheme
    ) throws -> InstalledPackage {
        guard scheme != .windows else { return try update(&cursor) }
        var row = DeviceFileRow()
        try cursor.object { key, cursor in try row.read(key, &cursor, scheme: scheme) }
        // The path of the cursor is that of the row again.
        return scheme == .rpm ? try row.rpmPackage(cursor) : try row.package(cursor)
    }

    private mutating func read(
        _ key: String,
        _ cursor: inout JSONCursor,
        scheme: VersionScheme
    ) throws {
        let versionLimit = DeviceFileText.versionByteCountMax
        switch key {
        case "source": source = try DeviceFileText.optional(&cursor)
        case "name": name = try DeviceFileText.optional(&cursor)
        case "arch": architecture = try DeviceFileText.optional(&cursor)
        case "version": version = try DeviceFileText.optional(&cursor, limit: versionLimit)
        case "evr": evr = try DeviceFileText.optional(&cursor, limit: versionLimit)
        case "source_version" where scheme == .deb:
            sourceVersion = try DeviceFileText.optional(&cursor, limit: versionLimit)
        case "hold": isHeld = try cursor.flagIfPresent() ?? false
        default: break
        }
    }

    /// A row `{"source", "version"}` or `{"name", "version"}`, or both names.
    private func package(_ cursor: borrowing JSONCursor) throws -> InstalledPackage {
        guard let version, !version.isEmpty else {
            throw DeviceFileText.refusal("\(cursor.path).version: missing")
        }
        guard let source = source ?? name, !source.isEmpty else {
            throw DeviceFileText.refusal("\(cursor.path).source: missing")
        }
        guard name?.isEmpty != true else {
            throw DeviceFileText.refusal("\(cursor.path).name: empty")
        }
        return InstalledPackage(
            name: name,
            architecture: Self.stated(architecture),
            version: version,
            source: source,
            sourceVersion: Self.stated(sourceVersion),
            isHeld: isHeld
        )
    }

    /// A row `{"name", "arch", "evr"}`: epoch, version and release in one.
    private func rpmPackage(_ cursor: borrowing JSONCursor) throws -> InstalledPackage {
        guard let name, !name.isEmpty else {
            throw DeviceFileText.refusal("\(cursor.path).name: missing")
        }
        guard let version = evr ?? version, !version.isEmpty else {
            throw DeviceFileText.refusal("\(cursor.path).evr: missing")
        }
        return InstalledPackage(
            name: name,
            architecture: Self.stated(architecture),
            version: version,
            source: Self.stated(source) ?? name,
            isHeld: isHeld
        )
    }

    /// An empty text says as much as none.
    private static func stated(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }

    /// A row `{"kb"}` of Windows: the number of an installed update, with or without its letters.
    private static func update(_ cursor: inout JSONCursor) throws -> InstalledPackage {
        var article: String?
        try cursor.object { key, cursor in
            if key == "kb" { article = try Self.article(&cursor) }
        }
        guard let article else { throw DeviceFileText.refusal("\(cursor.path).kb: missing") }
        return InstalledPackage(name: article, architecture: nil, version: "", source: article)
    }

    /// The name of an update, for example `KB5001330`; `nil` for a `null`.
    private static func article(_ cursor: inout JSONCursor) throws -> String? {
        let text: String?
        if cursor.kind == .number {
            text = try cursor.numberText()
        } else {
            text = try DeviceFileText.optional(&cursor)
        }
        guard let text else { return nil }
        let digits = text.prefix(2).lowercased() == "kb" ? text.dropFirst(2) : text[...]
        guard (1...9).contains(digits.utf8.count), digits.utf8.first != UInt8(ascii: "0"),
            digits.utf8.allSatisfy({ $0 &- 0x30 < 10 })
        else { throw DeviceFileText.refusal("\(cursor.path): no number of an update: \(text)") }
        return "KB" + digits
    }
}
