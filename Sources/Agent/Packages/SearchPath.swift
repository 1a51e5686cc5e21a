// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Where programs are looked for.
enum SearchPath {
    /// The agent's own path, and the folders that maintainer scripts need behind it (Debian Policy,
    /// "The PATH"; the Filesystem Hierarchy Standard, "/usr/sbin").
    static var forScripts: String {
        path(ProcessInfo.processInfo.environment["PATH"] ?? "")
    }

    /// A path with the standard folders added to its end where they are missing.
    static func path(_ current: String) -> String {
        var folders = current.split(separator: ":").map(String.init)
        for base in ["/usr/local", "/usr", ""] {
            for folder in ["\(base)/sbin", "\(base)/bin"] where !folders.contains(folder) {
                folders.append(folder)
            }
        }
        return folders.joined(separator: ":")
    }

    /// The full path of a program; `nil` where there is none.
    static func program(_ name: String) -> String? {
        forScripts.split(separator: ":").lazy.map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }
}
