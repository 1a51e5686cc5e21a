// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension Agent {
    /// The offered patches for people, a line each below the headings.
    package static func table(of patches: [AvailablePatch]) -> String {
        let rows = patches.map { patch in
            [patch.name, patch.severity, patch.needsReboot ? "restart" : "", patch.title]
        }
        return table(["PATCH", "SEVERITY", "NEEDS", "TITLE"], rows)
    }
}
