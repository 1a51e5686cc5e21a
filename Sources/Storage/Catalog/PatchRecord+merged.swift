// SPDX-License-Identifier: Apache-2.0
import Domain

extension PatchRecord {
    /// One record per patch, in the order of their first mention.
    ///
    /// A feed may say something about a patch in several places, for example a repository with two
    /// architectures or components. What is said once stays; what is listed is joined.
    static func merged(
        _ records: [PatchRecord]
    ) -> [(id: Patch.Identity, record: PatchRecord)] {
        var merged: [(id: Patch.Identity, record: PatchRecord)] = []
        merged.reserveCapacity(records.count)
        var positions: [Patch.Identity: Int] = [:]
        positions.reserveCapacity(records.count)
        for record in records {
            let id = record.patch
            if let position = positions[id] {
                merged[position].record.join(record)
            } else {
                positions[id] = merged.count
                merged.append((id, record))
            }
        }
        return merged
    }

    private mutating func join(_ other: PatchRecord) {
        title = title ?? other.title
        origin = origin ?? other.origin
        binaries = Self.joined(binaries, other.binaries)
        advisories = Self.joined(advisories, other.advisories)
        phasedPercentage = [phasedPercentage, other.phasedPercentage].compactMap(\.self).min()
        severity = [severity, other.severity].compactMap(\.self).max()
        classification = classification ?? other.classification
        supersedes = Self.joined(supersedes, other.supersedes)
        affected = Self.joined(affected, other.affected)
        // What one part gives to everyone needs no subscription.
        subscription = other.subscription == nil ? nil : subscription
        needsReboot = other.needsReboot == true ? true : needsReboot ?? other.needsReboot
    }

    private static func joined<Element: Hashable>(
        _ first: [Element]?,
        _ second: [Element]?
    ) -> [Element]? {
        guard let first, let second else { return first ?? second }
        return joined(first, second)
    }

    private static func joined<Element: Hashable>(
        _ first: [Element],
        _ second: [Element]
    ) -> [Element] {
        var seen = Set(first)
        return first + second.filter { seen.insert($0).inserted }
    }
}
