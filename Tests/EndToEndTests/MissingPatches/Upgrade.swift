// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// One package with the version that it has and the version that it lacks.
struct Upgrade: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The binary package.
    let package: String
    /// The installed version.
    let installed: String
    /// The version that is missing.
    let fixed: String

    /// Describes an upgrade.
    init(_ package: String, _ installed: String, _ fixed: String) {
        self.package = package
        self.installed = installed
        self.fixed = fixed
    }

    var description: String { "\(package) \(installed) -> \(fixed)" }

    static func < (left: Self, right: Self) -> Bool {
        (left.package, left.installed, left.fixed) < (right.package, right.installed, right.fixed)
    }

    /// What `apt-get dist-upgrade` would upgrade; packages that it would add are none of it.
    static func byDistUpgrade(of root: AptRoot) async throws -> Set<Upgrade> {
        let installs = try await root.simulateDistUpgrade()
        return Set(
            installs.compactMap { install in
                install.old.map { Upgrade(install.package, $0, install.new) }
            }
        )
    }
}

extension AptRoot {
    /// The lines of `apt list --upgradable`: package and version, sorted.
    func upgradable() async throws -> [String] {
        try await listUpgradable().map { "\($0.package) \($0.candidate)" }.sorted()
    }
}

/// What `thimble findings --json` says of the one device of a folder.
struct Verdict: Sendable {
    /// What lacks an update that is to be installed now.
    private(set) var missing: Set<Upgrade> = []
    /// What lacks one and is on hold.
    private(set) var held: Set<Upgrade> = []
    /// What lacks one that its publisher has not released to this machine yet.
    private(set) var phased: Set<Upgrade> = []

    /// Reads the findings that no newer patch supersedes.
    init(findings: [JSONDocument]) {
        for finding in findings where finding["current"].isTrue {
            for package in finding["packages"].items where package["older"].isTrue {
                guard let name = package["name"].text, let fixed = package["fixed"].text,
                    let installed = package["installed"].text
                else { continue }
                let upgrade = Upgrade(name, installed, fixed)
                if package["held"].isTrue {
                    held.insert(upgrade)
                } else if finding["state"].text == "phased" {
                    phased.insert(upgrade)
                } else {
                    missing.insert(upgrade)
                }
            }
        }
    }

    /// Everything with its version, as `apt list --upgradable` lists it: holds and phases do not
    /// matter there.
    var upgradable: [String] {
        missing.union(held).union(phased).map { "\($0.package) \($0.fixed)" }.sorted()
    }
}
