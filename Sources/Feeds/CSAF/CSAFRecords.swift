// SPDX-License-Identifier: Apache-2.0
import Domain

/// The statements of all documents of one publisher, joined into records.
struct CSAFRecords {
    private struct Key: Hashable, Comparable {
        let advisory: String
        let stream: Stream

        /// Whether it is a vulnerability of which no advisory is told.
        var isVulnerability: Bool { advisory.hasPrefix("CVE-") }

        static func < (left: Self, right: Self) -> Bool {
            (left.advisory, left.stream) < (right.advisory, right.stream)
        }
    }

    private struct Fix: Hashable {
        let stream: Stream
        let cve: String
        let package: String
    }

    /// What is left aside here.
    private(set) var tally = CSAFTally()
    private var statements: [Key: CSAFStatement] = [:]

    /// Adds the statements of a document.
    mutating func add(_ found: [CSAFStatement]) {
        for statement in found {
            let key = Key(advisory: statement.advisory, stream: statement.stream)
            if statements[key] == nil {
                statements[key] = statement
            } else {
                statements[key]?.join(statement)
            }
        }
    }

    /// The records in the order of their advisories and streams.
    ///
    /// An advisory is one patch in a stream. Where it names only source packages there, each of
    /// them in its fixed version is one: they are all that can be compared.
    mutating func records(_ pool: CSAFPool) -> [PatchRecord] {
        let keys = statements.keys.sorted()
        let fixes = advisoryFixes(pool)
        var records: [PatchRecord] = []
        records.reserveCapacity(keys.count)
        for key in keys {
            guard var statement = statements[key] else { continue }
            if key.isVulnerability {
                let count = statement.binaries.count
                statement.binaries.removeAll { place in
                    let name = pool.binaries[Int(place)].name
                    return fixes.contains(
                        Fix(stream: key.stream, cve: key.advisory, package: name)
                    )
                }
                tally.add(.repeatedFix, count - statement.binaries.count)
            }
            if !statement.binaries.isEmpty || !statement.affected.isEmpty {
                tally.add(.source, statement.sources.count)
                records.append(Self.record(statement, pool))
            } else {
                for place in statement.sources {
                    records.append(Self.record(statement, source: pool.binaries[Int(place)]))
                }
            }
        }
        return records
    }

    /// The packages that advisories fix, by stream and vulnerability.
    ///
    /// SUSE's documents about vulnerabilities name fixed versions and not the advisories that bring
    /// them. What an advisory brings in the same stream is left to it, so that nothing is missing
    /// twice.
    private func advisoryFixes(_ pool: CSAFPool) -> Set<Fix> {
        guard statements.contains(where: { $0.key.isVulnerability && !$0.value.binaries.isEmpty })
        else { return [] }
        var fixes: Set<Fix> = []
        for (key, statement) in statements where !key.isVulnerability {
            let names = Set(statement.binaries.map { pool.binaries[Int($0)].name })
            for cve in statement.cves {
                for name in names { fixes.insert(Fix(stream: key.stream, cve: cve, package: name)) }
            }
        }
        return fixes
    }

    private static func record(_ statement: CSAFStatement, _ pool: CSAFPool) -> PatchRecord {
        var record = record(statement)
        record.binaries = statement.binaries.map { pool.binaries[Int($0)] }
        let affected = statement.affected.map { pool.affected[Int($0)] }
        record.affected = affected.isEmpty ? nil : affected
        return record
    }

    private static func record(_ statement: CSAFStatement, source: PatchBinary) -> PatchRecord {
        var record = record(statement)
        record.source = source.name
        record.version = source.version
        return record
    }

    private static func record(_ statement: CSAFStatement) -> PatchRecord {
        let reference = AdvisoryReference(
            name: statement.advisory,
            title: statement.title ?? statement.advisory,
            issuedAt: statement.issuedAt,
            cves: statement.cves
        )
        return PatchRecord(
            stream: statement.stream,
            source: statement.advisory,
            version: "",
            title: reference.title,
            advisories: [reference],
            severity: statement.severity,
            classification: statement.classification,
            subscription: statement.subscription,
            needsReboot: statement.needsReboot
        )
    }

    /// Of everything that records say, so that a new packing of the same facts changes nothing.
    static func digest(of records: [PatchRecord]) -> String {
        var hash = ContentHash()
        hash.add("csaf records 1")
        for record in records {
            for text in [record.stream.rawValue, record.source, record.version] { hash.add(text) }
            hash.add(record.title ?? "")
            hash.add("\(record.severity?.rawValue ?? -1) \(record.classification?.rawValue ?? "")")
            hash.add(record.needsReboot.map { $0 ? "restart" : "none" } ?? "")
            hash.add(record.subscription ?? "")
            hash.add("\(record.binaries.count) \(record.affected?.count ?? 0)")
            for binary in record.binaries {
                for text in [binary.name, binary.architecture, binary.version] { hash.add(text) }
            }
            for package in record.affected ?? [] {
                hash.add("\(package.answer.rawValue) \(package.isSource) \(package.name)")
            }
            for advisory in record.advisories {
                hash.add("\(advisory.name) \(advisory.issuedAt?.milliseconds ?? -1)")
                hash.add(advisory.cves.joined(separator: " "))
            }
        }
        return hash.hexadecimal
    }
}
