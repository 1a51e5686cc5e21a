// SPDX-License-Identifier: Apache-2.0
import Domain

/// How many patches each device lacks and has, by slot; kept so that lists need not assess anew.
struct DeviceCounts: Sendable {
    /// Patches that a device lacks.
    private(set) var missing = ChunkedArray<Int64>()
    /// Those of them that no newer one replaces.
    private(set) var currentMissing = ChunkedArray<Int64>()
    /// Patches that it has.
    private(set) var installed = ChunkedArray<Int64>()

    /// Makes counts of no device.
    init() {}

    /// Makes counts of all devices, by slot.
    init(missing: [UInt32], currentMissing: [UInt32], installed: [UInt32]) {
        self.missing = ChunkedArray(missing.lazy.map { Int64($0) })
        self.currentMissing = ChunkedArray(currentMissing.lazy.map { Int64($0) })
        self.installed = ChunkedArray(installed.lazy.map { Int64($0) })
    }

    /// Sets the counts of one device.
    mutating func set(_ slot: UInt32, missing: Int, currentMissing: Int, installed: Int) {
        while self.missing.count <= slot {
            self.missing.append(0)
            self.currentMissing.append(0)
            self.installed.append(0)
        }
        self.missing[slot] = Int64(missing)
        self.currentMissing[slot] = Int64(currentMissing)
        self.installed[slot] = Int64(installed)
    }
}

extension FleetSnapshot {
    /// How many patches a device lacks, how many of them no newer one replaces, and how many it has;
    /// a look, and no assessment.
    package func patchCounts(
        of device: IndexedDevice
    ) -> (missing: Int, currentMissing: Int, installed: Int) {
        guard device.slot < counts.missing.count else { return (0, 0, 0) }
        return (
            Int(counts.missing[device.slot]), Int(counts.currentMissing[device.slot]),
            Int(counts.installed[device.slot])
        )
    }
}
