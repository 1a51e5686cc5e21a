// SPDX-License-Identifier: Apache-2.0
import Domain

/// The advisories of one import, each once.
///
/// One advisory may stand in several files, as those of several releases do in AlmaLinux's
/// database. Where the files say the same, one is kept; else the one that was modified later. Two
/// that differ and were modified at the same time contradict each other: the import is refused.
struct OSVCollection {
    /// An advisory and the file that it was read from.
    private struct Entry {
        let advisory: OSVAdvisory
        let file: String
    }

    private var entries: [String: Entry] = [:]
    private var texts: Set<String> = []
    private var repeated = 0
    private var outdated = 0

    /// How many different advisories there are.
    var count: Int { entries.count }

    /// Reads one file and adds its advisory; throws `.feedMalformed` with the file and the field.
    mutating func add(_ bytes: [UInt8], name: String) throws {
        let advisory = sharing(try OSVAdvisory.decoded(bytes, name: name))
        guard let known = entries[advisory.id] else {
            entries[advisory.id] = Entry(advisory: advisory, file: name)
            return
        }
        if known.advisory == advisory {
            repeated += 1
        } else if known.advisory.modified == advisory.modified {
            throw DomainError.malformed(
                name,
                line: nil,
                "\(advisory.id) is not what \(known.file) says, and neither is newer"
            )
        } else {
            outdated += 1
            if advisory.modified > known.advisory.modified {
                entries[advisory.id] = Entry(advisory: advisory, file: name)
            }
        }
    }

    /// The contents, one for each family of distributions, by name.
    ///
    /// `otherFiles` is how many files were passed over. Throws `.feedMalformed` where there is no
    /// advisory about any distribution that is known.
    func contents(source: String, otherFiles: Int = 0) throws -> [FeedContent] {
        var tally = OSVTally()
        tally.repeated = repeated
        tally.outdated = outdated
        tally.otherFiles = otherFiles
        var families: [String: OSVRecords] = [:]
        // The order of the files is of no meaning, so the records have one of their own.
        for id in entries.keys.sorted() {
            guard let advisory = entries[id]?.advisory else { continue }
            if advisory.isWithdrawn {
                tally.withdrawn += 1
                continue
            }
            for package in advisory.packages { tally.count(package) }
            for family in Set(advisory.packages.compactMap(\.ecosystem.family)) {
                families[family, default: OSVRecords()].add(advisory, family: family)
            }
        }
        guard families.values.contains(where: { !$0.records.isEmpty }) else {
            throw DomainError(
                .feedMalformed,
                subject: "\(source): no advisory in it says what is fixed or affected"
                    + " in a distribution that is known",
                hint: "known are AlmaLinux, Debian, Rocky Linux and Ubuntu"
            )
        }
        return families.sorted { $0.key < $1.key }.compactMap { family, collected in
            if collected.records.isEmpty { return nil }
            var content = FeedContent(
                feed: "osv \(family)",
                digest: collected.digest,
                source: source,
                records: collected.records
            )
            content.remarks = tally.remarks(family: family)
            return content
        }
    }

    /// Lets equal texts share their memory: the same names and versions stand in many advisories.
    private mutating func sharing(_ advisory: OSVAdvisory) -> OSVAdvisory {
        var advisory = advisory
        for place in advisory.packages.indices {
            advisory.packages[place].name = shared(advisory.packages[place].name)
            advisory.packages[place].fixes = advisory.packages[place].fixes.map { shared($0) }
        }
        return advisory
    }

    private mutating func shared(_ text: String) -> String {
        texts.insert(text).memberAfterInsert
    }
}
