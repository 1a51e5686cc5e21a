// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Versioning

/// The rows of an inventory that decide what is missing.
enum InstalledRows {
    /// All rows, but of packages that rpm keeps side by side (kernels) only the newest version.
    ///
    /// An older kernel beside a fixed one is not a missing patch; that the machine still runs it is
    /// a needed restart. dpkg gives each kernel a name of its own, so nothing is dropped there.
    static func decisive(
        in packages: [InstalledPackage],
        scheme: VersionScheme
    ) -> [InstalledPackage] {
        guard scheme == .rpm else { return packages }
        var newest: [Key: InstalledPackage] = [:]
        for package in packages {
            let key = Key(name: package.name ?? package.source, architecture: package.architecture)
            if let known = newest[key],
                scheme.compare(known.version, package.version) != .ascending
            {
                continue
            }
            newest[key] = package
        }
        return newest.values.sorted()
    }

    private struct Key: Hashable {
        let name: String
        let architecture: String?
    }
}

extension InstalledPackage {
    /// Whether an rpm package was built for a module, as its release says (`.module_el8…`).
    ///
    /// A module's build never updates a package from outside of modules, nor the other way round.
    static func isModular(_ version: String) -> Bool { version.contains(".module") }
}
