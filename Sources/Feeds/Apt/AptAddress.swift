// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Addresses of repositories as people write them.
enum AptAddress {
    /// The schemes that are understood; apt's `copy` is a file too.
    private static let schemes = ["http://", "https://", "file:", "copy:"]

    /// Whether a text begins like the address of a repository.
    static func isAddress(_ text: String) -> Bool {
        schemes.contains { text.lowercased().hasPrefix($0) }
    }

    /// The folder that a `file:` or `copy:` address names; `nil` for any other.
    static func folder(_ address: String) -> String? {
        for scheme in ["file:", "copy:"] where address.lowercased().hasPrefix(scheme) {
            var path = String(address.dropFirst(scheme.count))
            if path.hasPrefix("//") { path.removeFirst(2) }
            path = trimmed(path)
            return path.removingPercentEncoding ?? path
        }
        return nil
    }

    /// The address without a user's name and password, fit to be stored and shown.
    static func withoutCredentials(_ address: String) -> String {
        guard let scheme = address.range(of: "://") else { return address }
        let rest = address[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return address }
        return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }

    /// The user's name and password of an address, where it has them.
    static func credentials(_ address: String) -> (user: String, password: String)? {
        guard let url = URL(string: address), let user = url.user(percentEncoded: false) else {
            return nil
        }
        return (user, url.password(percentEncoded: false) ?? "")
    }

    /// A path below an address; `./` and slashes between them do not matter.
    static func joined(_ address: String, _ relative: String) -> String {
        let parts = relative.split(separator: "/").filter { $0 != "." }
        return ([trimmed(address)] + parts.map(String.init)).joined(separator: "/")
    }

    /// A path or address without slashes at its end; the root folder stays as it is.
    static func trimmed(_ text: String) -> String {
        var text = text
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
