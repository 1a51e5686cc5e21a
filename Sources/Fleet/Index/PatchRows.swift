// SPDX-License-Identifier: Apache-2.0

/// The rows that speak of one patch, by what they say; each row stands in one list.
///
/// The strongest word of a contribution decides, as in ``FindingSummary``.
struct PatchRows: Sendable {
    /// What a row's word makes of its devices.
    enum Kind: Int, CaseIterable, Sendable {
        /// They lack the patch, and no newer one brings it.
        case current
        /// They lack it, and a newer one brings it.
        case superseded
        /// They are older, and nobody offers it any more.
        case unreachable
        /// They have it, or one that replaces it (Windows).
        case covered
        /// They are vulnerable, and get no fix.
        case unfixed
        /// Nobody can tell.
        case opaque
        /// Its set-up never ended.
        case unconfigured
        /// They are at least as new.
        case installed

        init(_ flags: Contribution.Flags) {
            self =
                if flags.contains(.current) {
                    .current
                } else if flags.contains(.reachable) {
                    .superseded
                } else if flags.contains(.older) {
                    .unreachable
                } else if flags.contains(.covers) {
                    .covered
                } else if flags.contains(.unfixed) {
                    .unfixed
                } else if flags.contains(.incomparable) {
                    .opaque
                } else if flags.contains(.unconfigured) {
                    .unconfigured
                } else {
                    .installed
                }
        }
    }

    private var lists: [[UInt32]] = []
    /// A bit for each list that is not empty.
    private var kinds: UInt8 = 0

    /// Whether no row speaks of the patch.
    var isEmpty: Bool { kinds == 0 }

    /// Whether a row speaks of it in a way.
    func has(_ kind: Kind) -> Bool { kinds & 1 << UInt8(kind.rawValue) != 0 }

    subscript(kind: Kind) -> [UInt32] { has(kind) ? lists[kind.rawValue] : [] }

    mutating func add(_ row: UInt32, _ flags: Contribution.Flags) {
        if lists.isEmpty { lists = Array(repeating: [], count: Kind.allCases.count) }
        let kind = Kind(flags).rawValue
        lists[kind].append(row)
        kinds |= 1 << UInt8(kind)
    }

    mutating func remove(_ row: UInt32) {
        for index in lists.indices {
            lists[index].removeAll { $0 == row }
            if lists[index].isEmpty { kinds &= ~(1 << UInt8(index)) }
        }
    }
}
