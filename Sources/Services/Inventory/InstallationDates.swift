// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

/// Tells devices which of their packages' names are new, within one transaction.
struct InstallationDates {
    private let transaction: any StoreTransaction
    private let snapshot: FleetSnapshot
    /// The names of the packages that the index has not taken in yet, by their numbers' order.
    private var lateNames: [String] = []

    init(_ transaction: any StoreTransaction, _ snapshot: FleetSnapshot) {
        self.transaction = transaction
        self.snapshot = snapshot
    }

    /// Notes what a stored inventory installs on a device, which still names the one before.
    mutating func note(
        _ list: PackageList,
        on device: inout Device,
        at now: Timestamp
    ) throws {
        guard let digest = device.inventoryDigest,
            let former = try transaction.inventory(digest: digest)
        else { return device.noteInstallation(of: [], formerly: nil, at: now) }
        let old = Set(former.deciding + former.others)
        let new = Set(list.deciding + list.others)
        // Most often packages are upgraded alone, and then the other names need not be known.
        let (gone, come) = (old.subtracting(new), new.subtracting(old))
        if try names(of: gone) == names(of: come) { return }
        device.noteInstallation(of: try names(of: new), formerly: try names(of: old), at: now)
    }

    private mutating func names(of numbers: Set<UInt32>) throws -> Set<String> {
        var names = snapshot.packageNames(numbers)
        let count = snapshot.packageCount
        let late = numbers.filter { $0 >= count }.map { Int($0 - count) }
        if let last = late.max(), last >= lateNames.count {
            try transaction.packages(from: count + UInt32(lateNames.count)) { package in
                lateNames.append(PackageComparison.name(of: package))
            }
        }
        for place in late where place < lateNames.count { names.insert(lateNames[place]) }
        return names
    }
}
