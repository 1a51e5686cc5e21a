// SPDX-License-Identifier: Apache-2.0
import Domain

extension ContentHash {
    /// Takes everything that a record of a Windows update says.
    mutating func add(_ record: PatchRecord) {
        for text in [record.stream.rawValue, record.source, record.version, record.title ?? ""] {
            add(text)
        }
        add("\(record.severity?.rawValue ?? -1) \(record.classification?.rawValue ?? "")")
        add(record.needsReboot.map { "\($0)" } ?? "")
        add((record.supersedes ?? []).joined(separator: " "))
        for advisory in record.advisories {
            add(advisory.name)
            add(advisory.title)
            add("\(advisory.issuedAt?.milliseconds ?? -1)")
            add(advisory.cves.joined(separator: " "))
        }
        for package in record.affected ?? [] { add("\(package.name) \(package.answer.rawValue)") }
        // An end, so that what follows cannot be taken for a part of it.
        add("")
    }
}
