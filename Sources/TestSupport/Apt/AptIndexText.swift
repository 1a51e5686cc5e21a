// SPDX-License-Identifier: Apache-2.0

/// Edits of generated indexes: fields that `apt-ftparchive` has no option for.
enum AptIndexText {
    /// A `Packages` text in which each package has its index fields.
    ///
    /// Stanzas and packages are matched by name, version and architecture. The fields come before
    /// `Description`, which may go on over lines.
    static func adding(_ packages: [DebPackage], to index: String) -> String {
        var extra: [String: [String: String]] = [:]
        for package in packages where !package.indexFields.isEmpty {
            extra[key(package.name, package.version, package.architecture)] = package.indexFields
        }
        if extra.isEmpty { return index }
        let stanzas = index.split(separator: "\n\n", omittingEmptySubsequences: true)
        return stanzas.map { stanza in
            var lines = stanza.split(separator: "\n").map(String.init)
            let identity = key(
                value(of: "Package", in: lines),
                value(of: "Version", in: lines),
                value(of: "Architecture", in: lines)
            )
            let fields = extra[identity, default: [:]].sorted { $0.key < $1.key }
            let place = lines.firstIndex { $0.hasPrefix("Description:") } ?? lines.endIndex
            lines.insert(contentsOf: fields.map { "\($0.key): \($0.value)" }, at: place)
            return lines.joined(separator: "\n") + "\n\n"
        }.joined()
    }

    /// A `Release` text with these fields: replaced where they are, else put first.
    static func setting(_ fields: [String: String], in release: String) -> String {
        var lines = release.split(separator: "\n").map(String.init)
        for (name, value) in fields.sorted(by: { $0.key > $1.key }) {
            let line = "\(name): \(value)"
            if let place = lines.firstIndex(where: { $0.hasPrefix(name + ":") }) {
                lines[place] = line
            } else {
                lines.insert(line, at: 0)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func key(_ name: String, _ version: String, _ architecture: String) -> String {
        "\(name) \(version) \(architecture)"
    }

    private static func value(of field: String, in lines: [String]) -> String {
        let start = field + ": "
        guard let line = lines.first(where: { $0.hasPrefix(start) }) else { return "" }
        return String(line.dropFirst(start.count))
    }
}
