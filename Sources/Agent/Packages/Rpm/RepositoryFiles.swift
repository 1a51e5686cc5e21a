// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// The repositories that `.repo` files describe, one a section, for dnf and zypper alike.
///
/// The files are what both go by. Asking the programs would need their lock, and a scan must not
/// wait for somebody's upgrade.
struct RepositoryFiles: Sendable {
    /// The folders with the files.
    let folders: [String]

    /// The sections of repositories that are switched on, ordered by their names.
    func enabled() throws -> [IniFile.Section] {
        var found: [String: IniFile.Section] = [:]
        for folder in folders {
            for name in try DurableFile.names(in: folder) where name.hasSuffix(".repo") {
                guard let file = try IniFile(path: "\(folder)/\(name)") else { continue }
                for section in file.sections where section.name != "main" {
                    found[section.name] = section
                }
            }
        }
        return found.values.filter { $0.flag("enabled") ?? true }.sorted { $0.name < $1.name }
    }

    /// The repositories for an inventory: the section's name tells one from another.
    ///
    /// Metadata of rpm repositories names no suite and no component. The addresses stay out of it:
    /// they differ from machine to machine and may hold a password.
    func repositories() throws -> [Repository] {
        try enabled().map { section in
            Repository(
                origin: section.name,
                label: section.values["name"] ?? section.name,
                suite: "",
                codename: "",
                component: ""
            )
        }
    }
}
