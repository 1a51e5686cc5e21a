// SPDX-License-Identifier: Apache-2.0

/// What `sw_vers` prints: which macOS runs.
///
///     ProductName:            macOS
///     ProductVersion:         13.4.1
///     ProductVersionExtra:    (a)
///     BuildVersion:           22F770820d
struct MacSystem: Sendable, Equatable {
    /// The version as Apple's advisories write it: `15.7.1`, `26.0`, `13.4.1 (a)`.
    let version: String

    /// Reads the lines; the names in them are the same in every language.
    ///
    /// - Throws: ``PackageManagerFailure`` with what is missing or of another form.
    init(_ output: String) throws {
        var fields: [String: String] = [:]
        for line in output.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { throw Self.malformed(line) }
            let name = String(line[..<colon])
            fields[name] = String(line[line.index(after: colon)...]).trimmed
        }
        guard let product = fields["ProductVersion"] else {
            throw PackageManagerFailure(
                exitCode: nil,
                text: "sw_vers printed no ProductVersion"
            )
        }
        let extra = fields["ProductVersionExtra"] ?? ""
        let text = extra.isEmpty ? product : "\(product) \(extra)"
        guard MacVersion(text) != nil else { throw Self.malformed(text[...]) }
        // A lone number gets its `.0`, as the advisories have it.
        let full = product.contains(".") ? product : product + ".0"
        version = extra.isEmpty ? full : "\(full) \(extra)"
    }

    /// The stream of its updates: `macos:15`, or `macos:10.15` up to macOS 10.
    var stream: String {
        let numbers = version.prefix { $0 != " " }.split(separator: ".")
        let isOld = numbers.first == "10" && numbers.count > 1
        return "macos:" + numbers.prefix(isOld ? 2 : 1).joined(separator: ".")
    }

    private static func malformed(_ text: Substring) -> PackageManagerFailure {
        PackageManagerFailure(
            exitCode: nil,
            text: "sw_vers printed something of unknown form: \(text)"
        )
    }
}
