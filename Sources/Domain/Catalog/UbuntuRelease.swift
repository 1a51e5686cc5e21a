// SPDX-License-Identifier: Apache-2.0

/// A release of Ubuntu by its codename.
package struct UbuntuRelease: Hashable, Sendable {
    /// The version as its `os-release` says it, for example `24.04`.
    package let version: String

    /// Codenames with their versions, oldest first (Ubuntu's release history).
    private static let versions: [(codename: String, version: String)] = [
        ("trusty", "14.04"), ("xenial", "16.04"), ("bionic", "18.04"), ("focal", "20.04"),
        ("groovy", "20.10"), ("hirsute", "21.04"), ("impish", "21.10"), ("jammy", "22.04"),
        ("kinetic", "22.10"), ("lunar", "23.04"), ("mantic", "23.10"), ("noble", "24.04"),
        ("oracular", "24.10"), ("plucky", "25.04"), ("questing", "25.10"),
    ]

    /// Finds the release of a suite's codename, with or without `-security`, `-updates` and others.
    package init?(suiteCodename: String) {
        let codename = suiteCodename.prefix { $0 != "-" }
        guard let row = Self.versions.first(where: { $0.codename == codename }) else { return nil }
        version = row.version
    }

    /// The stream of the release.
    package var stream: Stream { Stream(rawValue: "ubuntu:\(version)") }
}
