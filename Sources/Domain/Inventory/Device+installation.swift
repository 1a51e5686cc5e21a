// SPDX-License-Identifier: Apache-2.0

extension Device {
    /// Notes which packages an inventory names, as a fact to tell later how old a finding is.
    ///
    /// A name that is new is dated, one that vanished is forgotten, and an upgrade keeps the date.
    /// A device of which the first inventory's date was not kept does not get one later.
    ///
    /// - Parameters:
    ///   - names: The names in the new inventory.
    ///   - formerly: The names in the one before; `nil` for the first inventory.
    ///   - now: When the server got the new inventory.
    package mutating func noteInstallation(
        of names: Set<String>,
        formerly: Set<String>?,
        at now: Timestamp
    ) {
        guard let formerly else {
            firstScannedAt = firstScannedAt ?? now
            return
        }
        for name in formerly.subtracting(names) { installedSince[name] = nil }
        for name in names.subtracting(formerly) { installedSince[name] = now }
    }
}
