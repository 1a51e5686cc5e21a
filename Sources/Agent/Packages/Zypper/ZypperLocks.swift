// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// The locks of libzypp (zypper-addlock in zypper(8)), from the file that `zypper addlock` writes.
///
///     type: package
///     version: < 2
///     match_type: glob
///     case_sensitive: on
///     solvable_name: foo*
///
/// An empty line ends a lock.
struct ZypperLocks: Sendable, Equatable {
    /// One lock.
    struct Lock: Sendable, Equatable {
        /// How ``name`` is to be read.
        enum Match: String, Sendable {
            case exact, substring, glob, regex, word
        }

        /// The pattern.
        var name: String
        /// How it is to be read.
        var match: Match
        /// Whether capital and small letters differ.
        var isCaseSensitive: Bool
        /// Which versions are locked; `nil` for all.
        var condition: (relation: String, version: RpmVersion)?

        static func == (left: Self, right: Self) -> Bool {
            left.name == right.name && left.match == right.match
                && left.isCaseSensitive == right.isCaseSensitive
                && left.condition?.relation == right.condition?.relation
                && left.condition?.version == right.condition?.version
        }

        /// Whether the lock is on packages of this name.
        func covers(_ package: String) -> Bool {
            let pattern = isCaseSensitive ? name : name.lowercased()
            let text = isCaseSensitive ? package : package.lowercased()
            switch match {
            case .exact: return text == pattern
            case .substring: return text.contains(pattern)
            case .glob: return fnmatch(pattern, text, 0) == 0
            case .word: return text.range(of: "\\b\(pattern)\\b", options: Self.regex) != nil
            case .regex: return text.range(of: pattern, options: Self.regex) != nil
            }
        }

        private static let regex = String.CompareOptions.regularExpression
    }

    /// The locks on packages, whatever repository they are in.
    private(set) var locks: [Lock] = []

    /// Reads the file of a root; no file means no locks.
    init(root: String) throws {
        let bytes = try DurableFile.read(root + "/etc/zypp/locks")
        self.init(text: String(decoding: bytes ?? Data(), as: UTF8.self))
    }

    /// Reads the text of the file.
    init(text: String) {
        var fields: [String: String] = [:]
        for line in (text + "\n\n").split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = String(line).trimmed
            if trimmed.isEmpty {
                if let lock = Self.lock(fields) { locks.append(lock) }
                fields = [:]
            } else if !trimmed.hasPrefix("#"), let colon = trimmed.firstIndex(of: ":") {
                let value = String(trimmed[trimmed.index(after: colon)...]).trimmed
                fields[String(trimmed[..<colon])] = value
            }
        }
    }

    /// A lock on something else than packages, or on those of one repository, keeps no version that
    /// is installed.
    private static func lock(_ fields: [String: String]) -> Lock? {
        guard let name = fields["solvable_name"], fields["type"] ?? "package" == "package",
            fields["repo"] == nil
        else { return nil }
        var lock = Lock(
            name: name,
            match: Lock.Match(rawValue: fields["match_type"] ?? "glob") ?? .glob,
            isCaseSensitive: fields["case_sensitive"] != "off",
            condition: nil
        )
        if let text = fields["version"] {
            let relation = text.prefix { "<>=!".contains($0) }
            let version = RpmVersion(String(text[relation.endIndex...]).trimmed)
            guard let version else { return lock }
            lock.condition = (relation.isEmpty ? "==" : String(relation), version)
        }
        return lock
    }

    /// Whether an order of versions (-1, 0, 1) fulfils a relation.
    static func holds(_ order: Int, _ relation: String) -> Bool {
        switch relation {
        case "<": order < 0
        case "<=": order <= 0
        case ">": order > 0
        case ">=": order >= 0
        case "!=": order != 0
        default: order == 0
        }
    }
}
