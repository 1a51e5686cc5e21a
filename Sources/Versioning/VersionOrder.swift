// SPDX-License-Identifier: Apache-2.0

/// How one version stands to another in the order of their scheme.
///
/// `same` speaks of the order alone: "1.0" and "0:1.0-0" are the same Debian version in
/// different spelling. Where two texts have no order, functions answer `nil` instead.
package enum VersionOrder: Int8, Sendable, CaseIterable {
    /// The first version comes before the second one: it is older.
    case ascending = -1
    /// Neither version comes before the other.
    case same = 0
    /// The first version comes after the second one: it is newer.
    case descending = 1

    /// The order as the command line writes it: "-1", "0" or "1".
    package var symbol: String {
        switch self {
        case .ascending: "-1"
        case .same: "0"
        case .descending: "1"
        }
    }

    /// The order of the same two versions with their places exchanged.
    package var reversed: VersionOrder {
        switch self {
        case .ascending: .descending
        case .same: .same
        case .descending: .ascending
        }
    }
}
