// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// Whose clock a schedule or a window is read on.
package enum ScheduleZone: Hashable, Sendable {
    /// The clock of a time zone by its IANA name, for example `Europe/Berlin`.
    case named(String)
    /// Each device's own clock.
    case device

    /// Coordinated universal time.
    package static let utc = ScheduleZone.named("UTC")

    /// The time zone to count with; a device's own where the zone is ``device``.
    ///
    /// A name that this machine does not know is read as UTC; ``validate()`` refuses it beforehand.
    package func timeZone(of device: DeviceZone) -> TimeZone {
        switch self {
        case .named(let name): TimeZone(identifier: name) ?? .gmt
        case .device: device.timeZone
        }
    }

    /// Refuses a name that no time zone has.
    package func validate() throws(SettingError) {
        guard case .named(let name) = self else { return }
        guard TimeZone(identifier: name) != nil else {
            throw SettingError("zone", "'\(name)' is not the name of a time zone")
        }
    }
}

extension ScheduleZone: Codable {
    /// Reads the name of a time zone, or `device`.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = text == "device" ? .device : .named(text)
    }

    /// Writes the name of the time zone, or `device`, which is the name of none.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .named(let name): try container.encode(name)
        case .device: try container.encode("device")
        }
    }
}

/// What a device says about its own clock.
package struct DeviceZone: Codable, Hashable, Sendable {
    /// The IANA name of its time zone; it wins, as it also tells of summer times to come.
    package var name: String?
    /// What its clock adds to UTC now, in minutes.
    package var offsetMinutes: Int?

    /// Makes a zone; a device that says neither is read as UTC.
    package init(name: String? = nil, offsetMinutes: Int? = nil) {
        self.name = name
        self.offsetMinutes = offsetMinutes
    }

    /// The zone whose days begin first, UTC+14.
    package static let earliest = DeviceZone(offsetMinutes: 14 * 60)

    /// The zone whose days begin last, UTC-12.
    package static let latest = DeviceZone(offsetMinutes: -12 * 60)

    /// How long after the earliest zone the latest one shows the same time: 26 hours.
    package static let span: Duration = .seconds(26 * 3_600)

    /// The time zone to count with; an unknown name falls back to the offset, and an offset that no
    /// place on earth has to UTC.
    package var timeZone: TimeZone {
        if let name, let zone = TimeZone(identifier: name) { return zone }
        guard let offsetMinutes, (-12 * 60...14 * 60).contains(offsetMinutes) else { return .gmt }
        return TimeZone(secondsFromGMT: offsetMinutes * 60) ?? .gmt
    }
}
