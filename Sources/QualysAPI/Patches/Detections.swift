// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services

/// When the caller's assets were first known to lack patches.
struct Detections {
    private let snapshot: FleetSnapshot
    /// The slots of the devices with the time of their first scan, the earliest first.
    private let devices: [(scannedAt: Timestamp, slot: UInt32)]
    /// The slots alone.
    private let scanned: Bitmap

    /// Puts the devices of a view in order, once for all questions.
    init(_ view: FleetView) {
        snapshot = view.snapshot
        devices = view.snapshot.devices(in: view.scope).compactMap { device in
            device.device.firstScannedAt.map { ($0, device.slot) }
        }
        .sorted { ($0.scannedAt, $0.slot) < ($1.scannedAt, $1.slot) }
        scanned = Bitmap(count: snapshot.devices.slotCount, slots: devices.lazy.map(\.slot))
    }

    /// Since when the first device is known to lack one of some patches; `nil` where none does, or
    /// where that was not kept.
    func earliest(of patches: [Patch]) -> Timestamp? {
        patches.reduce(nil) { earliest, patch in
            first(of: patch, before: earliest) ?? earliest
        }
    }

    /// The same of one patch, where it is before a time.
    ///
    /// Nothing is seen before its patch is known and its device is scanned. So few devices are
    /// looked at: the search ends at the first one that was scanned too late.
    private func first(of patch: Patch, before limit: Timestamp?) -> Timestamp? {
        guard let knownSince = patch.knownSince, limit.map({ knownSince < $0 }) ?? true,
            let slot = snapshot.catalogue.slot(of: patch.id)
        else { return nil }
        let lacking = snapshot.devices(lackingPatchAt: slot).intersection(scanned)
        if lacking.isEmpty { return nil }
        var earliest: Timestamp?
        for (scannedAt, slot) in candidates(lacking) {
            let bound = max(knownSince, scannedAt)
            if let limit = earliest ?? limit, bound >= limit { break }
            guard lacking.contains(slot), let device = snapshot.devices[slot: slot],
                let finding = snapshot.finding(of: patch.id, on: device),
                let seenAt = snapshot.firstSeen(finding, on: device)
            else { continue }
            if seenAt < earliest ?? limit ?? Timestamp(milliseconds: .max) { earliest = seenAt }
        }
        return earliest
    }

    /// Devices among which are those of a set, the earliest first.
    ///
    /// A few are put in order anew; many are soon met among all.
    private func candidates(_ lacking: Bitmap) -> [(scannedAt: Timestamp, slot: UInt32)] {
        guard lacking.population < devices.count / 16 else { return devices }
        return lacking.slots.compactMap { slot in
            snapshot.devices[slot: slot]?.device.firstScannedAt.map { ($0, slot) }
        }
        .sorted { ($0.scannedAt, $0.slot) < ($1.scannedAt, $1.slot) }
    }
}
