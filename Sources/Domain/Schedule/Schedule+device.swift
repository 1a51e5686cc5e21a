// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A slot as every device reads it on its own clock.
package struct DeviceSlot: Codable, Hashable, Sendable {
    /// What calendar and clock of a device show when it begins.
    package var local: LocalDateTime
    /// When the first device on earth may begin, in the zone UTC+14.
    package var earliest: Timestamp

    /// Makes a slot from what the clocks show.
    package init(local: LocalDateTime) {
        self.local = local
        earliest = DeviceZone.earliest.timeZone.instant(of: local)
    }

    /// When the last device on earth begins, in the zone UTC-12.
    package var latest: Timestamp { DeviceZone.latest.timeZone.instant(of: local) }

    /// When a device begins.
    package func instant(on device: DeviceZone) -> Timestamp { device.timeZone.instant(of: local) }
}

extension Schedule {
    /// The first slot of one device strictly after a point in time.
    ///
    /// A schedule in a named zone has the same slots for every device.
    package func next(
        after: Timestamp,
        deviceZone: DeviceZone,
        window: MaintenanceWindow? = nil
    ) -> Timestamp? {
        next(after: after, zone: zone.timeZone(of: deviceZone), window: window)
    }

    /// The first slot that no device on earth has reached at a point in time.
    ///
    /// For schedules on the devices' own clocks: one run is stamped with the slot, when the
    /// earliest zone reaches it, and each device begins when its own clock shows
    /// ``DeviceSlot/local``. The slot after it is `earliestNext(after: slot.earliest)`.
    package func earliestNext(
        after: Timestamp,
        window: MaintenanceWindow? = nil
    ) -> DeviceSlot? {
        let zone = DeviceZone.earliest.timeZone
        guard let slot = next(after: after, zone: zone, window: window) else { return nil }
        return DeviceSlot(local: zone.local(at: slot))
    }

    /// The first slot that some device on earth has still to reach at a point in time.
    ///
    /// What a new schedule begins with: "today at 22:00" is past in the zone UTC+14 when it is noon
    /// in Berlin, and still must not be left out.
    package func firstSlot(
        asOf time: Timestamp,
        window: MaintenanceWindow? = nil
    ) -> DeviceSlot? {
        earliestNext(after: time - DeviceZone.span, window: window)
    }

    /// When a device begins what is planned for a local time: by its own clock, or by that of the
    /// schedule's zone.
    package func instant(ofLocal local: LocalDateTime, deviceZone: DeviceZone) -> Timestamp {
        zone.timeZone(of: deviceZone).instant(of: local)
    }
}
