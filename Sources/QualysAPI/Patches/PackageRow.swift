// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// A package that a patch brings, in one architecture.
struct PackageRow: Hashable, Comparable {
    let name: String
    /// Its architecture; empty where the feed names none.
    let architecture: String

    /// The packages of a patch, each once, by name and architecture; an update of Windows has none.
    static func rows(of patch: Patch) -> [PackageRow] {
        Set(patch.binaries.map { PackageRow(name: $0.name, architecture: $0.architecture) })
            .sorted()
    }

    /// Writes the row.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("packageName", name)
            json.field("architecture", architecture.isEmpty ? nil : architecture)
        }
    }

    /// The shape of a row.
    static let schema = Schema.object([
        "packageName": .string, "architecture": .nullable(.string),
    ])

    static func < (left: Self, right: Self) -> Bool {
        (left.name, left.architecture) < (right.name, right.architecture)
    }
}
