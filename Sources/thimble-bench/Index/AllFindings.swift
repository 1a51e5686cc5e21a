// SPDX-License-Identifier: Apache-2.0
import Fleet

/// All findings of a fleet, held in memory: for each patch the devices that lack it, superseded
/// findings included, and how many they are.
struct AllFindings {
    private var devices: [Bitmap] = []
    private var counts: [Int] = []

    /// Assesses every patch of the catalogue.
    init(_ snapshot: FleetSnapshot) {
        devices.reserveCapacity(snapshot.catalogue.count)
        counts.reserveCapacity(snapshot.catalogue.count)
        for slot in 0..<UInt32(snapshot.catalogue.count) {
            let lacking = snapshot.devices(lackingPatchAt: slot)
            counts.append(lacking.population)
            devices.append(lacking)
        }
    }

    /// How many findings there are.
    var total: Int { counts.reduce(0, +) }
}
