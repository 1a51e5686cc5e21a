// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A configuration file in sections, as dnf and zypper read it (dnf.conf(5), "FILES").
///
///     [section]
///     name = value, more
///         still more
///
/// A line that begins with white space goes on with the value before it; `#` and `;` begin remarks.
struct IniFile: Sendable, Equatable {
    /// One section.
    struct Section: Sendable, Equatable {
        /// The name between the brackets.
        var name: String
        /// The values by name; lines of one value are joined by a line feed.
        var values: [String: String]

        /// A switch as dnf reads it; `nil` where it is not set or neither yes nor no.
        func flag(_ name: String) -> Bool? {
            switch values[name]?.lowercased() {
            case "1", "yes", "true", "on": true
            case "0", "no", "false", "off": false
            default: nil
            }
        }

        /// A list as dnf reads it: parts between commas and white space.
        func list(_ name: String) -> [String] {
            (values[name] ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
        }
    }

    /// The sections in the file's order; one that comes twice is there twice.
    private(set) var sections: [Section] = []

    /// Reads a text; lines that mean nothing do not count.
    init(text: String) {
        var key: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let trimmed = String(line).trimmed
            if trimmed.isEmpty || trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
            if line.first?.isWhitespace == true {
                if let key, let last = sections.indices.last {
                    sections[last].values[key, default: ""] += "\n" + trimmed
                }
            } else if trimmed.hasPrefix("["), let end = trimmed.firstIndex(of: "]") {
                let name = String(trimmed[trimmed.index(after: trimmed.startIndex)..<end])
                sections.append(Section(name: name, values: [:]))
                key = nil
            } else if let equals = trimmed.firstIndex(of: "="), let last = sections.indices.last {
                let name = String(trimmed[..<equals]).trimmed
                let value = String(trimmed[trimmed.index(after: equals)...]).trimmed
                sections[last].values[name] = value
                key = name
            }
        }
    }

    /// Reads a file; `nil` where there is none.
    init?(path: String) throws {
        guard let bytes = try DurableFile.read(path) else { return nil }
        self.init(text: String(decoding: bytes, as: UTF8.self))
    }

    /// The first section of a name.
    func section(_ name: String) -> Section? {
        sections.first { $0.name == name }
    }
}
