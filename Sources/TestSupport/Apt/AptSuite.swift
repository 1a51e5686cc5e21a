// SPDX-License-Identifier: Apache-2.0

/// One suite of an apt repository: its `Release` fields and the packages it lists.
///
/// Field names follow the Debian wiki page "DebianRepository/Format".
package struct AptSuite: Sendable {
    /// `Codename`, and the folder below `dists`.
    package var codename: String
    /// `Suite`: the archive's name, for example `oldstable-security`.
    package var suite: String
    /// `Origin`.
    package var origin: String
    /// `Label`.
    package var label: String
    /// `Architectures`; packages of architecture `all` are listed under each.
    package var architectures: [String]
    /// `NotAutomatic: yes`: never install from here unless asked.
    package var notAutomatic: Bool
    /// `ButAutomaticUpgrades: yes`: upgrade what already comes from here.
    package var butAutomaticUpgrades: Bool
    /// More `Release` fields; one that the tool writes too, `Date` for example, is replaced.
    package var fields: [String: String]
    /// What the suite lists; several versions of one package may stand beside each other.
    package var packages: [DebPackage]

    /// Describes a suite; the defaults are those of an ordinary Debian suite for amd64.
    package init(
        codename: String,
        suite: String? = nil,
        origin: String = "Debian",
        label: String = "Debian",
        architectures: [String] = ["amd64"],
        notAutomatic: Bool = false,
        butAutomaticUpgrades: Bool = false,
        fields: [String: String] = [:],
        packages: [DebPackage] = []
    ) {
        self.codename = codename
        self.suite = suite ?? codename
        self.origin = origin
        self.label = label
        self.architectures = architectures
        self.notAutomatic = notAutomatic
        self.butAutomaticUpgrades = butAutomaticUpgrades
        self.fields = fields
        self.packages = packages
    }

    /// Debian 12 itself.
    package static func bookworm(_ packages: [DebPackage]) -> AptSuite {
        AptSuite(codename: "bookworm", suite: "oldstable", packages: packages)
    }

    /// The security updates of Debian 12.
    package static func bookwormSecurity(_ packages: [DebPackage]) -> AptSuite {
        AptSuite(
            codename: "bookworm-security",
            suite: "oldstable-security",
            label: "Debian-Security",
            packages: packages
        )
    }

    /// The backports of Debian 12, which apt takes only when asked.
    package static func bookwormBackports(_ packages: [DebPackage]) -> AptSuite {
        AptSuite(
            codename: "bookworm-backports",
            suite: "oldstable-backports",
            label: "Debian Backports",
            notAutomatic: true,
            butAutomaticUpgrades: true,
            packages: packages
        )
    }

    /// The components that the packages are in, sorted; an empty suite has `main`.
    var components: [String] {
        let names = Set(packages.map(\.component))
        return names.isEmpty ? ["main"] : names.sorted()
    }
}

/// One line of `sources.list`.
package struct AptSourceLine: Sendable {
    /// Where the repository is, with its scheme: `file:/…`, `copy:/…` or `http://127.0.0.1:…`.
    package var uri: String
    /// The folder below `dists`.
    package var suite: String
    /// The components to read.
    package var components: [String]
    /// The path of the keyring that must have signed; nil trusts only apt's own keys, so nothing.
    package var keyring: String?

    /// Describes a source.
    package init(uri: String, suite: String, components: [String] = ["main"], keyring: String?) {
        self.uri = uri
        self.suite = suite
        self.components = components
        self.keyring = keyring
    }

    /// The line, in the one-line style of sources.list(5).
    package var line: String {
        let options = keyring.map { "[signed-by=\($0)] " } ?? ""
        return "deb \(options)\(uri) \(suite) " + components.joined(separator: " ")
    }
}
