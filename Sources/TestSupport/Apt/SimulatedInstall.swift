// SPDX-License-Identifier: Apache-2.0

/// One package that a simulated run of apt-get would install or upgrade.
package struct SimulatedInstall: Sendable, Equatable {
    /// The package; a foreign architecture follows a colon.
    package let package: String
    /// The installed version, or nil for a new package.
    package let old: String?
    /// The version that would be installed.
    package let new: String

    /// Describes an install.
    package init(package: String, old: String?, new: String) {
        self.package = package
        self.old = old
        self.new = new
    }

    /// Reads a line `Inst name [old] (new origin [arch])`; nil for every other line.
    package init?(line: some StringProtocol) {
        var words = line.split(separator: " ")[...]
        guard words.popFirst() == "Inst", let name = words.popFirst() else { return nil }
        var old: String?
        if let word = words.first, word.hasPrefix("["), word.hasSuffix("]") {
            old = String(word.dropFirst().dropLast())
            words.removeFirst()
        }
        guard let word = words.first, word.hasPrefix("("), word.count > 1 else { return nil }
        self.init(package: String(name), old: old, new: String(word.dropFirst()))
    }
}
