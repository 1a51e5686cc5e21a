// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension InstalledPackage {
    /// Whether an rpm package was built for a module, as its release says (`.module_el8…`).
    ///
    /// A module's build never updates a package from outside of modules, nor the other way round.
    static func isModular(_ version: String) -> Bool { version.contains(".module") }
}
