// SPDX-License-Identifier: Apache-2.0
import Domain

/// The rows of one profile.
struct ProfileRows: Sendable {
    let profile: InventoryProfile
    private(set) var verdicts: ProfileVerdicts
    /// The row that all devices of the profile are in; `nil` before the first one.
    private(set) var ownRow: UInt32?
    /// The row of each package's number; `UInt32.max` for none.
    private(set) var packageRows = SharedArray<UInt32>()

    init(_ profile: InventoryProfile, _ catalogue: Catalogue) {
        self.profile = profile
        verdicts = ProfileVerdicts(profile, catalogue)
    }

    mutating func judge(by catalogue: Catalogue) {
        verdicts = ProfileVerdicts(verdicts.profile, catalogue)
    }

    func row(of package: UInt32) -> UInt32? {
        guard package < packageRows.count else { return nil }
        let row = packageRows[Int(package)]
        return row == .max ? nil : row
    }

    /// Sets the row of a package; of the profile itself for `UInt32.max`.
    mutating func setRow(_ row: UInt32, of package: UInt32) {
        guard package != .max else {
            ownRow = row
            return
        }
        packageRows.grow(to: Int(package) + 1, repeating: .max)
        packageRows[Int(package)] = row
    }
}
