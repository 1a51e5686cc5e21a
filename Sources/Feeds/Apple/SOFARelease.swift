// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// One release in a document of SOFA while it is read.
///
/// The members are those of SOFA's feeds of the versions 1 and 2: version 1 has no summary, says of
/// each CVE only whether it is exploited, and names the letter of a rapid response in its name alone.
struct SOFARelease {
    /// `macOS`, `iOS and iPadOS` and others; empty where the document does not say.
    private(set) var product = ""
    /// The version as it is written.
    private(set) var version = ""
    /// Whether it is for single models.
    private(set) var isForSingleModels = false
    /// The CVEs that it calls exploited.
    private(set) var exploited: [String] = []
    private var extra = ""
    private var name = ""
    private var page = ""
    private var issuedAt: Timestamp?
    private var cves: [String] = []
    private var priority: Patch.Severity?
    private var worst: Patch.Severity?

    /// Reads the object of a release, or of a Background Security Improvement.
    init(_ cursor: inout JSONCursor) throws {
        try cursor.object { key, cursor in
            switch key {
            case "ProductName": product = try cursor.stringIfPresent() ?? ""
            case "ProductVersion", "Version": version = try cursor.string()
            case "VersionExtra": extra = try cursor.stringIfPresent() ?? ""
            case "UpdateName": name = try cursor.stringIfPresent() ?? ""
            case "SecurityInfo": page = try cursor.stringIfPresent() ?? ""
            case "DeviceScope":
                isForSingleModels = try cursor.stringIfPresent() == "device-specific"
            case "ReleaseDate", "PostingDate": issuedAt = try Self.day(&cursor)
            case "CVEs": try readCVEs(&cursor)
            case "ActivelyExploitedCVEs":
                try cursor.array { exploited.append(try Self.cve(try $0.string(), $0)) }
            case "UpdateSummary": try readSummary(&cursor)
            default: break
            }
        }
        if version.isEmpty { throw cursor.fault("it has no version") }
    }

    /// The release; throws a fault of the object that was read where its version is none of macOS.
    func release(_ cursor: borrowing JSONCursor) throws(JSONFault) -> AppleRelease {
        let letter = extra.isEmpty ? AppleVersion.letter(atEndOf: name) : extra
        guard let version = AppleVersion(version, extra: version.contains("(") ? "" : letter) else {
            throw cursor.fault("no version of macOS: \(version)\(extra.isEmpty ? "" : " \(extra)")")
        }
        // Apple itself rates nothing: this is SOFA's view, which is low also where nothing is fixed.
        let severity = cves.isEmpty ? nil : [priority, worst].compactMap(\.self).max()
        return AppleRelease(
            version: version,
            name: name,
            issuedAt: issuedAt,
            page: page,
            cves: cves,
            severity: severity
        )
    }

    private mutating func readCVEs(_ cursor: inout JSONCursor) throws {
        if try cursor.skipNull() { return }
        if cursor.kind == .array {
            try cursor.array { cves.append(try Self.cve(try $0.string(), $0)) }
            return
        }
        try cursor.object { name, cursor in
            cves.append(try Self.cve(name, cursor))
            guard cursor.kind == .object else {
                // Version 1: whether it is exploited, which its own list says too.
                _ = try cursor.flagIfPresent()
                return
            }
            try cursor.object { key, cursor in
                guard key == "Severity", let word = try cursor.stringIfPresent() else { return }
                worst = [worst, Patch.Severity(rating: word)].compactMap(\.self).max()
            }
        }
    }

    private mutating func readSummary(_ cursor: inout JSONCursor) throws {
        if try cursor.skipNull() { return }
        try cursor.object { key, cursor in
            guard key == "Priority" else { return }
            priority = try cursor.stringIfPresent().flatMap { Patch.Severity(rating: $0) }
        }
    }

    private static func cve(
        _ name: String,
        _ cursor: borrowing JSONCursor
    ) throws(JSONFault) -> String {
        guard CVEName.isWellFormed(name) else { throw cursor.fault("no CVE's name: \(name)") }
        return name
    }

    /// A day, or a time in UTC; version 1 writes `Unknown` for none.
    private static func day(_ cursor: inout JSONCursor) throws(JSONFault) -> Timestamp? {
        guard let text = try cursor.stringIfPresent(), !text.isEmpty, text != "Unknown" else {
            return nil
        }
        guard let time = ISODate.day(text) ?? ISODate.publication(text) else {
            throw cursor.fault("no such date: \(text)")
        }
        return time
    }
}
