// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// What is installed on one machine, and from which repositories it can be updated.
///
/// Two machines with the same content have the same bytes and so the same digest: it holds no
/// host name, no address and no time. Facts that differ by machine are in ``DeviceFacts``.
package struct Inventory: Codable, Sendable, Equatable {
    /// The release that the machine runs, for example `debian:12`.
    package var stream: String
    /// The native package architecture in the ecosystem's own spelling, for example `amd64`.
    package var architecture: String
    /// The installed packages, ordered by name, architecture and version.
    package var packages: [InstalledPackage]
    /// The repositories that the package manager is configured to use; `nil` where unknown.
    package var repositories: [Repository]?

    /// Makes an inventory and brings its rows into the canonical order.
    package init(
        stream: String,
        architecture: String,
        packages: [InstalledPackage],
        repositories: [Repository]?
    ) {
        self.stream = stream
        self.architecture = architecture
        self.packages = packages.sorted()
        self.repositories = repositories?.sorted()
    }

    /// The canonical bytes: JSON with sorted keys and no insignificant white space.
    package func canonicalBytes() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

/// One row of a package database.
package struct InstalledPackage: Codable, Sendable, Hashable, Comparable {
    /// The binary package's name; `nil` where only the source package is known.
    package var name: String?
    /// The package's architecture, `all` included; `nil` where unknown.
    package var architecture: String?
    /// The installed version; the source's version where ``name`` is `nil`.
    package var version: String
    /// The source package that it was built from.
    package var source: String
    /// The version of the source package, where it differs from ``version``.
    package var sourceVersion: String?
    /// Whether the administrator keeps this version (`apt-mark hold`); absent means no.
    package var isHeld: Bool?
    /// Whether its files are there and its set-up never ended (dpkg's `unpacked` and
    /// `half-configured`); absent means no.
    package var isUnconfigured: Bool?

    /// Makes a row; the source's version is dropped where it says nothing new.
    package init(
        name: String?,
        architecture: String?,
        version: String,
        source: String,
        sourceVersion: String? = nil,
        isHeld: Bool = false,
        isUnconfigured: Bool = false
    ) {
        self.name = name
        self.architecture = architecture
        self.version = version
        self.source = source
        self.sourceVersion = sourceVersion == version ? nil : sourceVersion
        self.isHeld = isHeld ? true : nil
        self.isUnconfigured = isUnconfigured ? true : nil
    }

    /// The canonical order.
    package static func < (left: Self, right: Self) -> Bool {
        // Every member counts: rows that differ in any of them have one order, whatever came first.
        (
            left.name ?? "", left.source, left.architecture ?? "", left.version,
            left.sourceVersion ?? "", left.marks
        ) < (
            right.name ?? "", right.source, right.architecture ?? "", right.version,
            right.sourceVersion ?? "", right.marks
        )
    }

    private var marks: Int { (isHeld == true ? 1 : 0) + (isUnconfigured == true ? 2 : 0) }
}

/// One repository index that a package manager uses, as its release file names it.
package struct Repository: Codable, Sendable, Hashable, Comparable {
    /// The release file's `Origin`, for example `Debian`; empty where it has none.
    package var origin: String
    /// The release file's `Label`, for example `Debian-Security`.
    package var label: String
    /// The release file's `Suite`, for example `stable-security`.
    package var suite: String
    /// The release file's `Codename`, for example `bookworm-security`.
    package var codename: String
    /// The component, for example `main`.
    package var component: String

    /// The name that tells the suites of one distribution apart.
    ///
    /// Debian gives each suite a codename of its own (`bookworm-security`) and lets the suite's name
    /// move on (`stable`, `oldstable`); Ubuntu has one codename for all and tells by the suite.
    package static func pocket(suite: String, codename: String) -> String {
        codename.isEmpty || suite.hasPrefix(codename + "-") ? suite : codename
    }

    /// Makes a repository description; absent release fields are empty strings.
    package init(origin: String, label: String, suite: String, codename: String, component: String)
    {
        self.origin = origin
        self.label = label
        self.suite = suite
        self.codename = codename
        self.component = component
    }

    /// The canonical order.
    package static func < (left: Self, right: Self) -> Bool {
        (left.origin, left.codename, left.suite, left.component, left.label)
            < (right.origin, right.codename, right.suite, right.component, right.label)
    }
}
