// SPDX-License-Identifier: Apache-2.0

import Fleet

/// The postings as plain sets, to compare with.
struct PostingsModel {
    private(set) var slots: [UInt32: Set<UInt32>] = [:]

    mutating func add(_ slot: UInt32, rows: [UInt32]) {
        for row in rows { slots[row, default: []].insert(slot) }
    }

    mutating func remove(_ slot: UInt32, rows: [UInt32]) {
        for row in rows { slots[row]?.remove(slot) }
    }

    /// The rows of a slot, ascending.
    func rows(of slot: UInt32) -> [UInt32] {
        slots.filter { $0.value.contains(slot) }.keys.sorted()
    }

    /// What a state answers differently, asked for `rows` one by one, out of `count` slots.
    func differences(
        from snapshot: PostingsSnapshot,
        rows: some Sequence<UInt32>,
        count: Int
    ) -> [String] {
        rows.compactMap { row in
            let wanted = (slots[row] ?? []).sorted()
            let found = snapshot.union(of: [row], count: count).slots
            let number = snapshot.count(of: row)
            if found == wanted, number == wanted.count { return nil }
            let odd = Set(wanted).symmetricDifference(found).sorted().prefix(3)
            return "row \(row): \(number) slots, not \(wanted.count); different in \(odd)"
        }
    }
}

extension SplitMix64 {
    /// A number below a limit.
    mutating func number(below limit: UInt32) -> UInt32 { .random(in: 0..<limit, using: &self) }

    /// Some numbers below a limit, ascending, without repetitions.
    mutating func ascending(_ count: Int, below limit: UInt32) -> [UInt32] {
        Set((0..<count).map { _ in number(below: limit) }).sorted()
    }
}
