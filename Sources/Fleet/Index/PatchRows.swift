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

    /// Whether no row speaks of the patch.
    var isEmpty: Bool { lists.allSatisfy(\.isEmpty) }

    subscript(kind: Kind) -> [UInt32] { lists.isEmpty ? [] : lists[kind.rawValue] }

    mutating func add(_ row: UInt32, _ flags: Contribution.Flags) {
        if lists.isEmpty { lists = Array(repeating: [], count: Kind.allCases.count) }
        lists[Kind(flags).rawValue].append(row)
    }

    mutating func remove(_ row: UInt32) {
        for index in lists.indices { lists[index].removeAll { $0 == row } }
    }
}
