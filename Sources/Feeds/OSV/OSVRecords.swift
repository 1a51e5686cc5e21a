// SPDX-License-Identifier: Apache-2.0
import Domain

/// The records of one family of distributions, in the order of the advisories' names.
struct OSVRecords {
    /// What makes a record the same record.
    private struct Key: Hashable {
        let stream: Stream
        let source: String
        let version: String
    }

    /// The records so far.
    private(set) var records: [PatchRecord] = []
    private var places: [Key: Int] = [:]

    /// Adds what an advisory says about the family.
    ///
    /// An rpm distribution's advisory is one patch in each release. In a dpkg distribution each
    /// fixed version of a source package is one, and its advisories stand together.
    mutating func add(_ advisory: OSVAdvisory, family: String) {
        for package in advisory.packages where package.ecosystem.family == family {
            switch package.ecosystem {
            case .rpm(let stream): addBinaries(package, stream, advisory)
            case .deb(let stream): addSources(package, stream, advisory)
            case .ubuntuPro, .other: break
            }
        }
    }

    private mutating func addBinaries(
        _ package: OSVPackage,
        _ stream: Stream,
        _ advisory: OSVAdvisory
    ) {
        if package.fixes.isEmpty { return }
        let key = Key(stream: stream, source: advisory.id, version: "")
        let place = place(key) {
            PatchRecord(
                stream: stream,
                source: advisory.id,
                version: "",
                title: advisory.title,
                advisories: [advisory.reference],
                severity: advisory.severity,
                classification: advisory.classification
            )
        }
        for fix in package.fixes {
            let binary = PatchBinary(
                name: package.name,
                architecture: "",
                version: fix,
                size: nil
            )
            if !records[place].binaries.contains(binary) { records[place].binaries.append(binary) }
        }
    }

    private mutating func addSources(
        _ package: OSVPackage,
        _ stream: Stream,
        _ advisory: OSVAdvisory
    ) {
        for fix in package.fixes {
            let key = Key(stream: stream, source: package.name, version: fix)
            let place = place(key) {
                PatchRecord(
                    stream: stream,
                    source: package.name,
                    version: fix,
                    classification: advisory.classification
                )
            }
            // The references come in one run for each advisory.
            if records[place].advisories.last?.name != advisory.id {
                records[place].advisories.append(advisory.reference)
            }
            records[place].severity = [records[place].severity, package.priority]
                .compactMap { $0 }.max()
        }
    }

    private mutating func place(_ key: Key, _ make: () -> PatchRecord) -> Int {
        if let place = places[key] { return place }
        places[key] = records.count
        records.append(make())
        return records.count - 1
    }

    /// Of everything that the records say, so that a new packing of the same facts changes nothing.
    var digest: String {
        var hash = ContentHash()
        hash.add("osv records 1")
        for record in records {
            for text in [record.stream.rawValue, record.source, record.version] { hash.add(text) }
            hash.add(record.title ?? "")
            hash.add("\(record.severity?.rawValue ?? -1) \(record.classification?.rawValue ?? "")")
            hash.add("\(record.binaries.count) \(record.advisories.count)")
            for binary in record.binaries {
                hash.add(binary.name)
                hash.add(binary.version)
            }
            for advisory in record.advisories {
                hash.add(advisory.name)
                hash.add(advisory.title)
                hash.add("\(advisory.issuedAt?.milliseconds ?? -1)")
                hash.add(advisory.cves.joined(separator: " "))
            }
        }
        return hash.hexadecimal
    }
}
