// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// Reads the JSON of Debian's security tracker: source packages, in them issues, in them releases.
///
/// Feed the text in chunks of any size, then call ``finish()``. What may stand in it, and when, is
/// known from the tracker's own program (`bin/tracker_service.py`, `_get_json`).
struct SecurityTrackerParser {
    private let source: String
    private var members: SecurityTrackerMembers
    private var records = SecurityTrackerRecords()
    private var tally = SecurityTrackerTally()
    private var packages: Set<String> = []
    private var streams: [String: Stream?] = [:]

    /// Makes a parser; `source` is the path or address of the document, for errors.
    init(source: String) {
        self.source = source
        members = SecurityTrackerMembers(name: source)
    }

    /// Takes the next bytes; throws `.feedMalformed` with the path and the byte.
    mutating func feed(_ chunk: UnsafeRawBufferPointer) throws {
        // Taken out for the call, because the members are handed back to this same value.
        var members = SecurityTrackerMembers(name: source)
        swap(&members, &self.members)
        do {
            try members.cut(chunk) { bytes in
                try JSONCursor.read(bytes: bytes, name: source) { cursor in
                    try cursor.object { try readPackage($0, &$1) }
                }
            }
        } catch let fault as JSONFault {
            throw fault.refusal
        }
        swap(&members, &self.members)
    }

    /// Ends the document and returns what it says; throws `.feedMalformed` for one that was cut
    /// off, or names no package.
    consuming func finish() throws -> FeedContent {
        do {
            try members.finish()
        } catch let fault as JSONFault {
            throw fault.refusal
        }
        guard !packages.isEmpty else {
            throw DomainError.malformed(source, line: nil, "it names no source package")
        }
        let (records, leftAside) = records.finish()
        tally.notAffected = leftAside
        var content = FeedContent(
            feed: "security-tracker",
            digest: Self.digest(records),
            source: source,
            records: records
        )
        content.remarks = tally.remarks
        return content
    }

    private mutating func readPackage(_ name: String, _ cursor: inout JSONCursor) throws {
        guard cursor.kind == .object, Self.isSourceName(name) else {
            throw cursor.fault("no source package of the security tracker with its issues")
        }
        guard packages.insert(name).inserted else {
            throw cursor.fault("stands here a second time")
        }
        var issues: Set<String> = []
        try cursor.object { issue, cursor in
            guard CVEName.isWellFormed(issue) || issue.hasPrefix("TEMP-") else {
                throw cursor.fault("neither a CVE nor a TEMP issue of the security tracker")
            }
            guard issues.insert(issue).inserted else {
                throw cursor.fault("stands here a second time")
            }
            try readIssue(issue, of: name, &cursor)
        }
        records.close(name)
    }

    private mutating func readIssue(
        _ issue: String,
        of package: String,
        _ cursor: inout JSONCursor
    ) throws {
        var title: String?
        var statements: [(codename: String, statement: SecurityTrackerStatement)] = []
        var hasReleases = false
        try cursor.object { key, cursor in
            switch key {
            case "description":
                title = try cursor.stringIfPresent().flatMap(SecurityTrackerTitle.of)
            case "releases":
                hasReleases = true
                try cursor.object { codename, cursor in
                    guard !statements.contains(where: { $0.codename == codename }) else {
                        throw cursor.fault("stands here a second time")
                    }
                    statements.append((codename, try SecurityTrackerStatement(&cursor)))
                }
            default: break
            }
        }
        guard hasReleases else { throw cursor.fault("releases is missing") }
        // A TEMP name is the tracker's own, and changes when a CVE is assigned.
        let advisory = AdvisoryReference(
            name: issue,
            title: title ?? issue,
            issuedAt: nil,
            cves: issue.hasPrefix("CVE-") ? [issue] : []
        )
        for (codename, statement) in statements {
            guard let stream = stream(codename) else {
                tally.unknownReleases[codename, default: 0] += 1
                continue
            }
            tally.count(statement)
            records.add(statement, of: advisory, package, stream)
        }
    }

    private mutating func stream(_ codename: String) -> Stream? {
        if let known = streams[codename] { return known }
        let stream = DebianRelease(codename: codename)?.stream
        streams[codename] = .some(stream)
        return stream
    }

    /// A source package's name (Debian Policy section 5.6.1).
    private static func isSourceName(_ name: String) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return name.utf8.count >= 2 && name.utf8.prefix(1).allSatisfy(isAlphanumeric)
            && name.utf8.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
    }

    /// Of everything that the records say, so that a new packing of the same facts changes nothing.
    private static func digest(_ records: [PatchRecord]) -> String {
        var hash = ContentHash()
        hash.add("security tracker records 1")
        for record in records {
            for text in [record.stream.rawValue, record.source, record.version] { hash.add(text) }
            hash.add("\(record.severity?.rawValue ?? -1)")
            hash.add("\(record.advisories.count) \(record.affected?.count ?? 0)")
            for advisory in record.advisories {
                hash.add(advisory.name)
                hash.add(advisory.title)
            }
            for package in record.affected ?? [] {
                hash.add(package.name)
                hash.add(package.answer.rawValue)
            }
        }
        return hash.hexadecimal
    }
}
