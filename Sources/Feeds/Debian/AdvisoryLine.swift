// SPDX-License-Identifier: Apache-2.0
import Domain
import Versioning

/// One line of the security tracker's DSA and DLA lists, by its shape.
///
/// The shapes are those that occur in the published lists; a line of any other shape is refused:
///
///     [29 Mar 2023] DSA-5001-1 redis - security update      header, at the start of the line
///         {CVE-2023-0001 CVE-2023-0002}                      CVEs
///         NOTE: free text                                   note
///         [bullseye] - redis 5:6.0.16-1+deb11u2              fix
///         [sarge] - redis 1.2-1 (medium; bug #1)             fix with a reason
///         [buster] - redis <not-affected> (Older code)       statement that is no fix
///
/// Tabs and spaces are alike and may be several; nothing but the header starts without them.
enum AdvisoryLine: Equatable {
    /// Nothing but blanks.
    case empty
    /// The start of an advisory.
    case header(name: String, title: String, issuedAt: Timestamp)
    /// The CVEs that the advisory names.
    case cves([String])
    /// A remark of the security team.
    case note
    /// The version that fixes a source package in a release.
    case fix(codename: String, source: String, version: String)
    /// A release in which nothing is fixed: the status without its brackets.
    case statement(codename: String, source: String, status: String)

    /// The states that the tracker gives a package instead of a fixed version.
    static let statuses: Set<String> = [
        "end-of-life", "ignored", "itp", "no-dsa", "not-affected", "postponed", "removed",
        "undetermined", "unfixed",
    ]

    /// Why a line is refused; the text continues "line 17:".
    struct Fault: Error, Equatable {
        /// What is wrong.
        let what: String
    }

    /// Reads one line without its end.
    init(_ line: String) throws(Fault) {
        guard line.unicodeScalars.allSatisfy({ $0 == "\t" || ($0.value >= 0x20 && $0 != "\u{7F}") })
        else { throw Fault(what: "a control character") }
        let text = Self.trimmed(line[...])
        let isIndented = line.first == " " || line.first == "\t"
        if text.isEmpty {
            self = .empty
        } else if !isIndented {
            self = try Self.header(text)
        } else if text.hasPrefix("NOTE:") {
            self = .note
        } else if text.hasPrefix("{") {
            self = .cves(try Self.cves(text))
        } else if text.hasPrefix("[") {
            self = try Self.release(text)
        } else {
            throw Fault(what: "neither a CVE list, a NOTE: nor a release line")
        }
    }

    private static func header(_ text: Substring) throws(Fault) -> AdvisoryLine {
        let form = "a header is [DD Mon YYYY] DSA-N-N title"
        guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else {
            throw Fault(what: form)
        }
        let date = text[text.index(after: text.startIndex)..<end].split(
            separator: " ",
            omittingEmptySubsequences: false
        )
        guard date.count == 3, date[0].utf8.count == 2,
            let day = CalendarDate(day: date[0], monthName: date[1], year: date[2])
        else { throw Fault(what: "no such date: \(text[...end])") }
        let rest = text[text.index(after: end)...]
        guard let name = words(rest).first else { throw Fault(what: form) }
        guard isAdvisoryName(name), rest.hasPrefix(" ") else {
            throw Fault(what: "no advisory's name: \(name)")
        }
        let title = trimmed(rest[name.endIndex...])
        guard !title.isEmpty else { throw Fault(what: "\(name) has no title") }
        return .header(name: String(name), title: String(title), issuedAt: day.midnight)
    }

    /// `DSA-143`, `DSA-5001-1`, `DLA-33-2`.
    private static func isAdvisoryName(_ name: Substring) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0] == "DSA" || parts[0] == "DLA" else {
            return false
        }
        return parts.dropFirst().allSatisfy { CalendarDate.number($0, digits: 1...6) != nil }
    }

    private static func cves(_ text: Substring) throws(Fault) -> [String] {
        guard text.hasSuffix("}") else { throw Fault(what: "the list of CVEs has no end") }
        let names = words(text.dropFirst().dropLast())
        guard !names.isEmpty else { throw Fault(what: "the list of CVEs is empty") }
        for name in names where !isCVE(name) { throw Fault(what: "no CVE's name: \(name)") }
        return names.map(String.init)
    }

    /// `CVE-2023-0001`: the year and at least four digits.
    private static func isCVE(_ name: Substring) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0] == "CVE"
            && CalendarDate.number(parts[1], digits: 4...4) != nil
            && CalendarDate.number(parts[2], digits: 4...10) != nil
    }

    private static func release(_ text: Substring) throws(Fault) -> AdvisoryLine {
        let form = "a release line is [release] - package version"
        let body = text.dropFirst()
        guard let end = body.firstIndex(of: "]") else { throw Fault(what: form) }
        let codename = body[..<end]
        guard !codename.isEmpty, codename.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            throw Fault(what: "no release's name: \(codename)")
        }
        let parts = words(body[body.index(after: end)...])
        guard parts.count >= 3, parts[0] == "-" else { throw Fault(what: form) }
        let source = parts[1]
        let answer = parts[2]
        guard isSourceName(source) else { throw Fault(what: "no package's name: \(source)") }
        if parts.count > 3 {
            let reason = body[parts[3].startIndex...]
            guard reason.hasPrefix("("), trimmed(reason).hasSuffix(")") else {
                throw Fault(what: "after the version stands no (reason): \(trimmed(reason))")
            }
        }
        let release = String(codename)
        if answer.hasPrefix("<") {
            let status = String(answer.dropFirst().dropLast())
            guard answer.hasSuffix(">"), statuses.contains(status) else {
                throw Fault(what: "no status of the tracker: \(answer)")
            }
            return .statement(codename: release, source: String(source), status: status)
        }
        do {
            let version = try DebianVersion(parsing: String(answer))
            return .fix(codename: release, source: String(source), version: version.text)
        } catch {
            throw Fault(what: "no Debian version: \(answer) (\(error))")
        }
    }

    /// A source package's name (Debian Policy section 5.6.1).
    private static func isSourceName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, name.utf8.count >= 2 else { return false }
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return isAlphanumeric(first)
            && name.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    }

    private static func words(_ text: Substring) -> [Substring] {
        text.split { $0 == " " || $0 == "\t" }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
