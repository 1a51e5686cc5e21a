// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import PackageFormats

extension WindowsBackend {
    /// Asks the four places in which Windows notes that a restart is due.
    ///
    /// They are the component store's and the automatic updates' keys in the registry, the files
    /// that are replaced at the next start, and the update agent (`ISystemInformation`). The third
    /// is also used by other installers, and is a reason all the same.
    package func rebootNeed() async throws -> RebootNeed {
        try await answer(of: WindowsScripts.restart) { cursor in
            var reasons: [String] = []
            var seen: Set<String> = []
            try cursor.object { key, cursor in
                seen.insert(key)
                switch key {
                case "componentStore":
                    if try cursor.flag() { reasons.append("the component store asks for it") }
                case "automaticUpdates":
                    if try cursor.flag() { reasons.append("an automatic update asks for it") }
                case "fileRenames":
                    let count = try cursor.integer()
                    if count > 0 {
                        let files = Int(count).counted("file is", "files are")
                        reasons.append("\(files) replaced at the next start")
                    }
                case "agent":
                    if try cursor.flagIfPresent() == true {
                        reasons.append("the update agent asks for it")
                    }
                default: break
                }
            }
            for name in ["componentStore", "automaticUpdates", "fileRenames", "agent"]
            where !seen.contains(name) {
                throw cursor.fault("\(name) is missing")
            }
            return reasons.isEmpty ? .notNeeded : .needed(reasons: reasons)
        }
    }
}
