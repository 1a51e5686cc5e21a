// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// The fields of a release file, read into their types, with the line in every error.
struct ReleaseText {
    /// The paragraph of the fields.
    let paragraph: Paragraph
    /// The text that it was read from, to find lines in.
    let bytes: [UInt8]
    /// What the text is called in errors.
    let name: String

    /// A value of one line; empty where the field is absent.
    func line(_ field: String) throws -> String {
        let lines = paragraph.lines(of: field)
        if lines.count > 1 { throw fault(field, 1, "\(field) goes on over several lines") }
        return lines.first.map(String.init) ?? ""
    }

    /// Words between blanks, over any number of lines.
    func words(_ field: String) throws -> [String] {
        paragraph.lines(of: field).flatMap { $0.split { $0 == " " || $0 == "\t" } }
            .map(String.init)
    }

    /// A yes or no, in the spellings that apt takes; absent means no.
    func isYes(_ field: String) throws -> Bool {
        let text = try line(field).lowercased()
        if ["yes", "true", "with", "on", "enable", "1"].contains(text) { return true }
        if ["", "no", "false", "without", "off", "disable", "0"].contains(text) { return false }
        throw fault(field, 0, "\(field) is neither yes nor no: \(text)")
    }

    /// A date; `nil` where the field is absent.
    func date(_ field: String) throws -> Timestamp? {
        let text = try line(field)
        if text.isEmpty { return nil }
        guard let date = ReleaseDate.parse(text) else {
            throw fault(field, 0, "\(field) is no date: \(text)")
        }
        return date
    }

    /// Lines of a hash, a size and a path.
    func table(_ field: String) throws -> [String: ReleaseFile.Entry] {
        let lines = paragraph.lines(of: field)
        guard !lines.isEmpty else {
            throw DomainError.malformed(name, line: nil, "it has no table of SHA-256 hashes")
        }
        var files: [String: ReleaseFile.Entry] = [:]
        for (offset, line) in lines.enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" }
            if words.isEmpty, offset == 0 { continue }
            guard words.count == 3, Self.isHash(words[0]),
                let size = CalendarDate.number(words[1], digits: 1...18)
            else { throw fault(field, offset, "not a SHA-256, a size and a path") }
            let path = words[2].hasPrefix("./") ? words[2].dropFirst(2) : words[2]
            guard Self.staysBelow(path) else {
                throw fault(field, offset, "a path that leads elsewhere: \(words[2])")
            }
            let entry = ReleaseFile.Entry(size: Int64(size), sha256: words[0].lowercased())
            if let known = files.updateValue(entry, forKey: String(path)), known != entry {
                throw fault(field, offset, "\(path) stands here twice with different hashes")
            }
        }
        return files
    }

    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == 64 && text.allSatisfy(\.isHexDigit) && text.utf8.count == text.count
    }

    /// Whether a path names something below the release's own folder.
    private static func staysBelow(_ path: Substring) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    /// The error for a line of a field; `offset` counts from the line with the field's name.
    private func fault(_ field: String, _ offset: Int, _ what: String) -> DomainError {
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0.isNewline }
        let start = lines.firstIndex { line in
            line.lowercased().hasPrefix(field.lowercased() + ":")
        }
        return .malformed(name, line: start.map { $0 + 1 + offset }, what)
    }
}
