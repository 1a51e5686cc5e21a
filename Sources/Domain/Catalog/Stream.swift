// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// What a fix belongs to: a release of a distribution, a product, a third party's repository.
///
/// For example `debian:12`, `almalinux:9`, `windows:<product>`, `apt:NodeSource:nodistro`.
package struct Stream: RawRepresentable, Hashable, Comparable, Codable, Sendable,
    CustomStringConvertible
{
    /// The text form.
    package let rawValue: String

    /// Makes a stream from its text form.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// The stream whose patches an apt repository carries.
    ///
    /// A suite of Debian or Ubuntu belongs to its release whatever its suffix: `bookworm-security`,
    /// `bookworm-updates` and `bookworm-backports` are all `debian:12`. A repository of anyone else
    /// is a stream of its own, because only devices that use it can install from it.
    package init(_ repository: Repository) {
        let codename = repository.codename.isEmpty ? repository.suite : repository.codename
        if repository.origin == "Debian", let release = DebianRelease(suiteCodename: codename) {
            self = release.stream
        } else if repository.origin == "Ubuntu",
            let release = UbuntuRelease(suiteCodename: codename)
        {
            self = release.stream
        } else {
            let owner = repository.origin.isEmpty ? repository.label : repository.origin
            self.init(rawValue: "apt:\(owner):\(codename)")
        }
    }

    /// The text form.
    package var description: String { rawValue }

    /// The part before the first colon: `debian`, `apt`, `windows`.
    package var family: Substring { rawValue.prefix { $0 != ":" } }

    /// By text.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A release of Debian by its codename.
package struct DebianRelease: Hashable, Sendable {
    /// The codename in lower case, for example `bookworm`.
    package let codename: String
    /// The major version as its `os-release` says it, for example `12`.
    package let version: String

    /// Codenames with their versions, oldest first (Debian's release history).
    private static let versions: [(codename: String, version: String)] = [
        ("woody", "3.0"), ("sarge", "3.1"), ("etch", "4"), ("lenny", "5"), ("squeeze", "6"),
        ("wheezy", "7"), ("jessie", "8"), ("stretch", "9"), ("buster", "10"), ("bullseye", "11"),
        ("bookworm", "12"), ("trixie", "13"), ("forky", "14"), ("duke", "15"), ("sid", "unstable"),
    ]

    /// Finds the release of a codename; `nil` where it is not one of Debian's.
    package init?(codename: some StringProtocol) {
        guard let row = Self.versions.first(where: { $0.codename == codename }) else { return nil }
        self.codename = row.codename
        version = row.version
    }

    /// Finds the release of a suite's codename, with or without `-security`, `-updates` and others.
    package init?(suiteCodename: String) {
        self.init(codename: suiteCodename.prefix { $0 != "-" && $0 != "/" })
    }

    /// The stream of the release.
    package var stream: Stream { Stream(rawValue: "debian:\(version)") }
}
