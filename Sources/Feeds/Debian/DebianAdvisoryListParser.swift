// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Reads the lists of Debian's security advisories, `data/DSA/list` and `data/DLA/list` of the
/// security tracker.
///
/// Each `[release] - package version` line is a fix; the advisories that name the same fix stand
/// together in one record. Feed the text in chunks of any size, then call ``finish()``. A text
/// that was cut off is refused where that shows: in its last line, or in a last advisory that names
/// neither a release nor a reason. One that ends cleanly between two advisories cannot be told.
package struct DebianAdvisoryListParser {
    /// What is read of one advisory at a time.
    private struct Advisory {
        var reference: AdvisoryReference
        var line: Int
        var saysSomething = false
        var fixes: [Int] = []
    }

    /// What makes a fix the same fix.
    private struct Fix: Hashable {
        let stream: Stream
        let source: String
        let version: String
    }

    private let source: String
    private var lines: LineSplitter
    private var hash = ContentHash()
    private var prefix: Substring?
    private var names: Set<String> = []
    private var current: Advisory?
    private var records: [PatchRecord] = []
    private var places: [Fix: Int] = [:]
    private var statements: [String: Int] = [:]
    private var unknownReleases: [String: Int] = [:]
    private var withoutFix = 0

    /// Makes a parser; `source` is the path or address of the list, for errors and the revision.
    package init(source: String) {
        self.source = source
        lines = LineSplitter(name: source)
    }

    /// The content of a whole list in memory; throws `.feedMalformed` with the line.
    package static func content(_ bytes: [UInt8], source: String) throws -> FeedContent {
        var parser = DebianAdvisoryListParser(source: source)
        try bytes.withUnsafeBytes { try parser.feed($0) }
        return try parser.finish()
    }

    /// The content of a list in a file, plain or compressed.
    ///
    /// Throws `.feedMalformed` with the line, and `.feedUnavailable` where there is no such file.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var parser = DebianAdvisoryListParser(source: path)
        var done: Int64 = 0
        try Decompressor(path: path).read { chunk in
            try parser.feed(chunk)
            done += Int64(chunk.count)
            progress?(FeedProgress(item: path, doneBytes: done, totalBytes: nil))
        }
        return try parser.finish()
    }

    /// Takes the next bytes of the list; throws `.feedMalformed` with the line.
    package mutating func feed(_ chunk: UnsafeRawBufferPointer) throws {
        // Taken out for the call, because the lines are handed back to this same value.
        var splitter = lines
        try splitter.split(chunk) { line, number in
            // The digest is of the lines, so that a change of line ends is no change of content.
            hash.add(line)
            hash.add("")
            try read(line, number)
        }
        lines = splitter
    }

    /// Ends the list and returns what it says; throws `.feedMalformed` for one that was cut off.
    package consuming func finish() throws -> FeedContent {
        try lines.finish()
        guard let last = current, let prefix else {
            throw DomainError.malformed(source, line: nil, "it names no advisory")
        }
        guard last.saysSomething else {
            throw DomainError.malformed(
                source,
                line: last.line,
                "the text is cut off: \(last.reference.name) has neither a release nor a note"
            )
        }
        closeAdvisory()
        var content = FeedContent(
            feed: prefix.lowercased(),
            digest: hash.hexadecimal,
            source: source,
            records: records
        )
        content.remarks = remarks
        return content
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ number: Int) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DomainError.malformed(source, line: number, "not UTF-8")
        }
        do throws(AdvisoryLine.Fault) {
            try add(try AdvisoryLine(text), number)
        } catch {
            throw DomainError.malformed(source, line: number, error.what)
        }
    }

    private mutating func add(
        _ line: AdvisoryLine,
        _ number: Int
    ) throws(AdvisoryLine.Fault) {
        switch line {
        case .empty: return
        case .header(let name, let title, let issuedAt):
            closeAdvisory()
            try begin(name)
            let reference = AdvisoryReference(
                name: name,
                title: title,
                issuedAt: issuedAt,
                cves: []
            )
            current = Advisory(reference: reference, line: number)
            return
        default: break
        }
        guard current != nil else {
            throw AdvisoryLine.Fault(what: "stands before the first advisory")
        }
        switch line {
        case .cves(let cves):
            var known = Set(current?.reference.cves ?? [])
            current?.reference.cves += cves.filter { known.insert($0).inserted }
        case .fix(let codename, let package, let version):
            current?.saysSomething = true
            fix(codename, package, version)
        case .statement(_, _, let status):
            current?.saysSomething = true
            statements[status, default: 0] += 1
        default: current?.saysSomething = true
        }
    }

    private mutating func begin(_ name: String) throws(AdvisoryLine.Fault) {
        guard names.insert(name).inserted else {
            throw AdvisoryLine.Fault(what: "\(name) stands here a second time")
        }
        let own = name.prefix { $0 != "-" }
        if let prefix, prefix != own {
            throw AdvisoryLine.Fault(what: "\(name) in a list of \(prefix) advisories")
        }
        prefix = own
    }

    private mutating func fix(_ codename: String, _ package: String, _ version: String) {
        guard let release = DebianRelease(codename: codename) else {
            unknownReleases[codename, default: 0] += 1
            return
        }
        let fix = Fix(stream: release.stream, source: package, version: version)
        let place = places[fix] ?? records.count
        if place == records.count {
            places[fix] = place
            records.append(
                PatchRecord(stream: fix.stream, source: fix.source, version: fix.version)
            )
        }
        if current?.fixes.contains(place) == false { current?.fixes.append(place) }
    }

    /// Gives the advisory to its fixes: only now are all its CVEs known.
    private mutating func closeAdvisory() {
        guard let advisory = current else { return }
        if advisory.fixes.isEmpty { withoutFix += 1 }
        for place in advisory.fixes { records[place].advisories.append(advisory.reference) }
        current = nil
    }

    private var remarks: [String] {
        var sentences: [String] = []
        if !statements.isEmpty {
            let total = statements.values.reduce(0, +)
            let parts = statements.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            sentences.append(
                "Statements that name no fix: \(total) (\(parts.joined(separator: ", ")))."
            )
        }
        if !unknownReleases.isEmpty {
            let parts = unknownReleases.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            let total = unknownReleases.values.reduce(0, +)
            sentences.append(
                "Fixes of unknown releases, left aside: \(total) (\(parts.joined(separator: ", ")))."
            )
        }
        if withoutFix > 0 { sentences.append("Advisories that name no fix: \(withoutFix).") }
        return sentences
    }
}
