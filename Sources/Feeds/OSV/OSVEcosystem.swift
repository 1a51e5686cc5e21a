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
    /// Source packages of an Ubuntu, in versions that only subscribers of Ubuntu Pro get.
    case pro(Stream)
    /// Another product of Ubuntu Pro, by its name: `FIPS-updates`, `Realtime:Kernel`.
    case otherPro(String)
    /// Anything else, by the part before the first colon.
    case other(String)

    /// Reads the field, for example `AlmaLinux:9`, `Ubuntu:22.04:LTS` or `Ubuntu:Pro:18.04:LTS`
    /// (Ubuntu's security documentation, "The Ubuntu ecosystem").
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
        case ("Ubuntu", _) where parts.count > 1 && parts[1] == "Pro":
            self = Self.pro(parts.dropFirst(2))
        default: self = .other(name)
        }
    }

    /// The part of a feed's name that says whose fixes it has; `nil` for what is not imported.
    var family: String? {
        switch self {
        case .rpm(let stream), .deb(let stream), .pro(let stream): String(stream.family)
        case .otherPro: "ubuntu"
        case .other: nil
        }
    }

    /// The release that its packages belong to; `nil` for what is not imported.
    var stream: Stream? {
        switch self {
        case .rpm(let stream), .deb(let stream), .pro(let stream): stream
        case .otherPro, .other: nil
        }
    }

    /// Whose subscribers alone get its fixes; `nil` for everyone.
    var subscription: String? {
        if case .pro = self { "Ubuntu Pro" } else { nil }
    }

    /// What follows `Ubuntu:Pro:`: a release, or a product with or without one.
    private static func pro(_ parts: ArraySlice<Substring>) -> Self {
        let isTerm = parts.count == 1 || (parts.count == 2 && parts.last == "LTS")
        if let release = parts.first, isTerm, isRelease(release) {
            return .pro(stream("ubuntu", release))
        }
        let words = parts.filter { !isRelease($0) && $0 != "LTS" }
        return .otherPro(words.isEmpty ? "Ubuntu Pro" : words.joined(separator: ":"))
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
