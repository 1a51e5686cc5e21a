// SPDX-License-Identifier: Apache-2.0
package import Domain

/// On how many devices a patch is missing, installed or failed.
package struct PatchTally: Sendable, Equatable {
    /// Devices that lack it and would get it: superseded findings are left out.
    package var missing = 0
    /// Devices where the last attempt failed; they are counted as missing too.
    package var failed = 0
    /// Devices that have it.
    package var installed = 0

    /// Makes a tally; of nothing where no number is given.
    package init(missing: Int = 0, failed: Int = 0, installed: Int = 0) {
        self.missing = missing
        self.failed = failed
        self.installed = installed
    }
}

extension FleetSnapshot {
    /// The tallies of all patches that concern at least one device of a path.
    package func tallies(in path: TenantPath) -> [Patch.Identity: PatchTally] {
        var tallies: [Patch.Identity: PatchTally] = [:]
        for device in devices.values where path.contains(device.device.path) {
            for finding in findings(device) {
                guard finding.state == .installed || finding.isCurrent else { continue }
                var tally = tallies[finding.patch.id] ?? PatchTally()
                if finding.state == .installed { tally.installed += 1 } else { tally.missing += 1 }
                if finding.state == .failed { tally.failed += 1 }
                tallies[finding.patch.id] = tally
            }
        }
        return tallies
    }
}
