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

    /// A package of a release.
    private struct PackagePlace: Hashable {
        let stream: Stream
        let name: String
    }

    /// The records so far.
    private(set) var records: [PatchRecord] = []
    private var places: [Key: Int] = [:]

    /// Adds what an advisory says about the family.
    ///
    /// An rpm distribution's advisory is one patch in each release. In a dpkg distribution each
    /// fixed version of a source package is one, and its advisories stand together. A package that
    /// has no fix stands in a record of the advisory; not so where Ubuntu fixes it for subscribers,
    /// because then there is a patch, and who it is for is said there.
    mutating func add(_ advisory: OSVAdvisory, family: String) {
        let packages = advisory.packages.filter { $0.ecosystem.family == family }
        let fixed = Set(packages.compactMap { $0.fixes.isEmpty ? nil : Self.place(of: $0) })
        for package in packages {
            guard let place = Self.place(of: package) else { continue }
            if package.isUnfixed {
                if !fixed.contains(place) { addStatement(package, place.stream, advisory) }
            } else if case .rpm = package.ecosystem {
                addBinaries(package, place.stream, advisory)
            } else {
                addSources(package, place.stream, advisory)
            }
        }
    }

    private static func place(of package: OSVPackage) -> PackagePlace? {
        package.ecosystem.stream.map { PackagePlace(stream: $0, name: package.name) }
    }

    private mutating func addBinaries(
        _ package: OSVPackage,
        _ stream: Stream,
        _ advisory: OSVAdvisory
    ) {
        if package.fixes.isEmpty { return }
        let place = place(of: advisory, stream)
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
                    classification: advisory.classification,
                    subscription: package.ecosystem.subscription
                )
            }
            // The references come in one run for each advisory.
            if records[place].advisories.last?.name != advisory.id {
                records[place].advisories.append(advisory.reference)
            }
            // What anyone gets needs no subscription.
            if package.ecosystem.subscription == nil { records[place].subscription = nil }
            raise(place, to: package, advisory)
        }
    }

    private mutating func addStatement(
        _ package: OSVPackage,
        _ stream: Stream,
        _ advisory: OSVAdvisory
    ) {
        var isSource = true
        if case .rpm = package.ecosystem { isSource = false }
        let statement = AffectedPackage(
            name: package.name,
            isSource: isSource,
            answer: package.specifics.answer
        )
        let place = place(of: advisory, stream)
        var affected = records[place].affected ?? []
        if !affected.contains(statement) { affected.append(statement) }
        records[place].affected = affected
        raise(place, to: package, advisory)
    }

    /// Lets a record be as bad as Ubuntu says of a package, or else of the advisory.
    private mutating func raise(_ place: Int, to package: OSVPackage, _ advisory: OSVAdvisory) {
        records[place].severity = [
            records[place].severity, package.specifics.priority ?? advisory.priority,
        ].compactMap { $0 }.max()
    }

    /// The place of the record about an advisory as a whole.
    private mutating func place(of advisory: OSVAdvisory, _ stream: Stream) -> Int {
        place(Key(stream: stream, source: advisory.id, version: "")) {
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
        hash.add("osv records 2")
        for record in records {
            for text in [record.stream.rawValue, record.source, record.version] { hash.add(text) }
            hash.add(record.title ?? "")
            hash.add(record.subscription ?? "")
            hash.add("\(record.severity?.rawValue ?? -1) \(record.classification?.rawValue ?? "")")
            let affected = record.affected ?? []
            hash.add("\(record.binaries.count) \(affected.count) \(record.advisories.count)")
            for binary in record.binaries {
                hash.add(binary.name)
                hash.add(binary.version)
            }
            for package in affected {
                hash.add(package.name)
                hash.add("\(package.answer.rawValue) \(package.isSource)")
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
