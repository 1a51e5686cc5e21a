// SPDX-License-Identifier: Apache-2.0
package import Domain

extension FleetSnapshot {
    /// Since when this server could know that a device lacks a patch, or that it has no fix.
    ///
    /// It is the latest of three times: when a feed named the patch first, when the device was
    /// scanned first, and since when the first of the packages that are too old is installed. `nil`
    /// where one of them is not known, and for findings that lack nothing.
    ///
    /// Only names are dated, and an upgrade keeps the date of a name. So it may be too early where
    /// what is lacked came by a change of versions: a downgrade, an upgrade to the first vulnerable
    /// version, another release, or another set of repositories.
    package func firstSeen(_ finding: Finding, on device: IndexedDevice) -> Timestamp? {
        guard finding.state.isMissing || finding.state == .unfixed,
            let knownSince = finding.patch.knownSince,
            let firstScannedAt = device.device.firstScannedAt
        else { return nil }
        let open = finding.packages.filter(\.isOpen)
        // Where there is no fix, no package is older than one.
        let installedSince = (open.isEmpty ? finding.packages : open).map { package in
            device.device.installedSince[package.name] ?? firstScannedAt
        }
        return max(knownSince, firstScannedAt, installedSince.min() ?? firstScannedAt)
    }

    /// The names of packages by their numbers; a number that is not known has none.
    package func packageNames(_ numbers: some Sequence<UInt32>) -> Set<String> {
        var names: Set<String> = []
        for number in numbers where number < packageCount {
            names.insert(PackageComparison.name(of: book.packages[Int(number)]))
        }
        return names
    }
}
