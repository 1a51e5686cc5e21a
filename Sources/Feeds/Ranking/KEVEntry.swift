// SPDX-License-Identifier: Apache-2.0
import Domain

/// One entry of CISA's catalogue while its fields are read.
struct KEVEntry {
    /// The fields that are kept.
    ///
    /// They are members in the JSON (CISA's schema of the catalogue) and columns in the CSV.
    enum Field: String, CaseIterable {
        /// The vulnerability.
        case cveID
        /// The day on which it was added.
        case dateAdded
        /// The day by which it is to be closed.
        case dueDate
        /// Whether ransomware uses it; catalogues from before October 2023 do not have it.
        case knownRansomwareCampaignUse

        /// Those that every entry has.
        static let required: [Field] = [.cveID, .dateAdded, .dueDate]
    }

    /// Why a field is refused.
    struct Fault: Error {
        /// What is wrong.
        let what: String
    }

    /// What is read so far.
    private(set) var record = VulnerabilityRecord(cve: "")

    /// Takes the text of a field, or throws what is wrong with it.
    mutating func set(_ field: Field, _ text: String) throws(Fault) {
        switch field {
        case .cveID:
            guard CVEName.isWellFormed(text) else { throw Fault(what: "no CVE's name: \(text)") }
            record.cve = text
        case .dateAdded: record.exploitedSince = try Self.day(text)
        case .dueDate: record.dueAt = try Self.day(text)
        case .knownRansomwareCampaignUse:
            // "Unknown" is CISA's word for: not confirmed.
            guard text == "Known" || text == "Unknown" else {
                throw Fault(what: "neither Known nor Unknown: \(text)")
            }
            record.isUsedByRansomware = text == "Known"
        }
    }

    private static func day(_ text: String) throws(Fault) -> Timestamp {
        guard let day = ISODate.day(text) else { throw Fault(what: "no such date: \(text)") }
        return day
    }
}
