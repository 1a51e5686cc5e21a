// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension UUID {
    /// The identity as people and the server write it: in lower case (RFC 9562, section 4).
    package var text: String { uuidString.lowercased() }
}

extension OrderPatch {
    /// The patch in one short line: its first package in the version that it gets.
    ///
    /// The title is what the package is for, which does not tell one patch from another.
    var label: String {
        guard let first = packages.first else { return title }
        let more = packages.count > 1 ? " +\(packages.count - 1)" : ""
        return "\(first.name)\(more) \(first.version)"
    }
}

extension Int {
    /// The number with its noun, for example `1 package` and `2 packages`.
    func counted(_ singular: String, _ plural: String) -> String {
        "\(self) \(self == 1 ? singular : plural)"
    }
}
