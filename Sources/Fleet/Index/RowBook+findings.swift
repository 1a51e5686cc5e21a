// SPDX-License-Identifier: Apache-2.0
import Domain

extension RowBook {
    /// The contributions of some rows, patch by patch in the catalogue's order.
    private struct Places {
        /// The rank of each contribution's patch in the upper half, its position in the lower one.
        var keys: [UInt64] = []
        /// The row of each contribution.
        var rows: [UInt32] = []
        /// Where each contribution stands.
        var indices: [UInt32] = []

        /// The position of the contribution at a place of the order.
        func position(_ place: Int) -> Int { Int(truncatingIfNeeded: keys[place] & 0xFFFF_FFFF) }

        /// Where the run of the patch at a place ends.
        func end(of start: Int) -> Int {
            let rank = keys[start] >> 32
            var end = start + 1
            while end < keys.count, keys[end] >> 32 == rank { end += 1 }
            return end
        }
    }

    private func places(_ numbers: [UInt32]) -> Places {
        var places = Places()
        places.keys.reserveCapacity(numbers.count * 2)
        places.rows.reserveCapacity(numbers.count * 2)
        places.indices.reserveCapacity(numbers.count * 2)
        let ranks = catalogue.ranks
        for number in numbers {
            let row = rows[Int(number)]
            for index in row.start..<row.start + row.count {
                let rank = ranks[Int(contributions[Int(index)].patch)]
                places.keys.append(UInt64(rank) << 32 | UInt64(places.rows.count))
                places.rows.append(number)
                places.indices.append(index)
            }
        }
        places.keys.sort()
        return places
    }

    /// The findings of a device that has these rows, in the catalogue's order.
    func findings(_ numbers: [UInt32]) -> [Finding] {
        let places = places(numbers)
        var findings: [Finding] = []
        findings.reserveCapacity(places.keys.count)
        var start = 0
        while start < places.keys.count {
            let end = places.end(of: start)
            if let finding = finding(places, start..<end) { findings.append(finding) }
            start = end
        }
        return findings
    }

    /// Calls `body` with the state of each patch that concerns a device with these rows.
    func forEachSummary(_ numbers: [UInt32], _ body: (UInt32, FindingSummary) -> Void) {
        let places = places(numbers)
        var start = 0
        while start < places.keys.count {
            let end = places.end(of: start)
            let slot = contributions[Int(places.indices[places.position(start)])].patch
            if let summary = summary(places, start..<end, catalogue.patch(at: slot)) {
                body(slot, summary)
            }
            start = end
        }
    }

    /// The finding about one patch on a device with these rows; `nil` where there is none.
    func finding(of slot: UInt32, _ numbers: [UInt32]) -> Finding? {
        var places = Places()
        for number in numbers {
            let row = rows[Int(number)]
            for index in row.start..<row.start + row.count
            where contributions[Int(index)].patch == slot {
                places.keys.append(UInt64(places.keys.count))
                places.rows.append(number)
                places.indices.append(index)
            }
        }
        return places.keys.isEmpty ? nil : finding(places, 0..<places.keys.count)
    }

    private func summary(
        _ places: Places,
        _ range: Range<Int>,
        _ patch: Patch
    ) -> FindingSummary? {
        var sum = ContributionSum()
        for place in range {
            sum.add(contributions[Int(places.indices[places.position(place)])], catalogue)
        }
        return FindingSummary(sum, patch)
    }

    private func finding(_ places: Places, _ range: Range<Int>) -> Finding? {
        let first = contributions[Int(places.indices[places.position(range.lowerBound)])]
        let patch = catalogue.patch(at: first.patch)
        guard let summary = summary(places, range, patch) else { return nil }
        var comparisons: [PackageComparison] = []
        comparisons.reserveCapacity(range.count)
        for place in range {
            let position = places.position(place)
            let index = Int(places.indices[position])
            let row = rows[Int(places.rows[position])]
            guard row.hasPackage, summary.shows(contributions[index]) else { continue }
            comparisons.add(
                PackageComparison(
                    packages[Int(row.package)],
                    contributions[index],
                    fixed: fixed[index]
                )
            )
        }
        return Finding(of: patch, summary, packages: comparisons, in: catalogue)
    }
}
