// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension InstalledPackage {
    /// Whether an rpm package was built for a module, as its release says (`.module_el8…`).
    ///
    /// A module's build never updates a package from outside of modules, nor the other way round.
    static func isModular(_ version: String) -> Bool {
        // Byte by byte: this is asked of every version of every advisory.
        let mark = ".module".utf8
        var rest = version.utf8[...]
        while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
            if rest[dot...].starts(with: mark) { return true }
            rest = rest[rest.index(after: dot)...]
        }
        return false
    }
}
