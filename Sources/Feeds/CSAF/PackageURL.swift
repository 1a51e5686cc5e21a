// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A package URL, for example `pkg:rpm/redhat/hats@1.2-3.el9?arch=x86_64` (purl specification).
struct PackageURL: Equatable {
    /// `rpm`, `oci`, `maven`.
    let type: String
    /// What stands between type and name, without the slashes around it; may be empty.
    let namespace: String
    /// The package's name.
    let name: String
    /// The version; `nil` where there is none.
    let version: String?
    /// What stands behind the question mark, by key.
    let qualifiers: [String: String]

    /// Reads a package URL; `nil` for what is none.
    ///
    /// A part behind `#` is passed over.
    init?(_ text: String) {
        guard text.hasPrefix("pkg:") else { return nil }
        var rest = text.utf8.dropFirst(4)
        if let end = rest.lastIndex(of: UInt8(ascii: "#")) { rest = rest[..<end] }
        var found: [String: String] = [:]
        if let end = rest.lastIndex(of: UInt8(ascii: "?")) {
            for pair in rest[rest.index(after: end)...].split(separator: UInt8(ascii: "&")) {
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return nil }
                let key = Substring(pair[..<equals]).lowercased()
                found[key] = Self.decoded(pair[pair.index(after: equals)...])
            }
            rest = rest[..<end]
        }
        var parts = rest.split(separator: UInt8(ascii: "/"))
        guard parts.count >= 2 else { return nil }
        let last = parts.removeLast()
        type = Substring(parts.removeFirst()).lowercased()
        namespace = parts.map(Self.decoded).joined(separator: "/")
        if let end = last.lastIndex(of: UInt8(ascii: "@")) {
            name = Self.decoded(last[..<end])
            version = Self.decoded(last[last.index(after: end)...])
        } else {
            name = Self.decoded(last)
            version = nil
        }
        qualifiers = found
        if name.isEmpty || version?.isEmpty == true { return nil }
    }

    /// The text with its `%2B` replaced; what is not well encoded stays as it is.
    private static func decoded(_ text: Substring.UTF8View) -> String {
        let plain = String(Substring(text))
        guard text.contains(UInt8(ascii: "%")) else { return plain }
        return plain.removingPercentEncoding ?? plain
    }
}
