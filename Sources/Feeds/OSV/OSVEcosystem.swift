// SPDX-License-Identifier: Apache-2.0
import Domain

/// What an OSV package's `ecosystem` says: whose versions they are, and of which release.
///
/// The names are those of the OSV schema's table of ecosystems; after the first colon each of them
/// has a form of its own.
enum OSVEcosystem: Hashable {
    /// Binary packages of an rpm distribution; the advisory as a whole is the patch.
    case rpm(Stream)
    /// Source packages of a dpkg distribution; each fixed version is a patch.
    case deb(Stream)
    /// Fixes that only subscribers of Ubuntu Pro get.
    case ubuntuPro
    /// Anything else, by the part before the first colon.
    case other(String)

    /// Reads the field, for example `AlmaLinux:9` or `Ubuntu:22.04:LTS`.
    init(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let name = String(parts[0])
        let release = parts.count > 1 && Self.isRelease(parts[1]) ? parts[1] : ""
        switch (name, parts.count) {
        case ("AlmaLinux", 2) where !release.isEmpty: self = .rpm(Self.stream("almalinux", release))
        case ("Rocky Linux", 2) where !release.isEmpty: self = .rpm(Self.stream("rocky", release))
        case ("Debian", 2) where !release.isEmpty: self = .deb(Self.stream("debian", release))
        case ("Ubuntu", 2) where !release.isEmpty: self = .deb(Self.stream("ubuntu", release))
        case ("Ubuntu", 3) where !release.isEmpty && parts[2] == "LTS":
            self = .deb(Self.stream("ubuntu", release))
        case ("Ubuntu", _) where parts.count > 1 && parts[1] == "Pro": self = .ubuntuPro
        default: self = .other(name)
        }
    }

    /// The part of a feed's name that says whose fixes it has; `nil` for what is not imported.
    var family: String? {
        switch self {
        case .rpm(let stream), .deb(let stream): String(stream.family)
        case .ubuntuPro: "ubuntu"
        case .other: nil
        }
    }

    /// `9`, `22.04`: numbers between dots.
    private static func isRelease(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
            CalendarDate.number($0, digits: 1...4) != nil
        }
    }

    private static func stream(_ family: String, _ release: Substring) -> Stream {
        Stream(rawValue: "\(family):\(release)")
    }
}
