// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Web

/// A run in the list of a job's runs.
struct RunRow {
    private let run: Run

    /// Shows a run.
    init(_ run: Run) { self.run = run }

    /// Writes the row.
    ///
    /// The time is that of the agents' own clocks, without an offset, where each of them waits for
    /// it.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("jobInstanceId", run.number)
            if let local = run.localSlot {
                json.field("scheduledDateTime", local.description)
                json.field("timezoneType", "AGENT_TZ")
            } else {
                json.field("scheduledDateTime", run.slot.instantText)
                json.field("timezoneType", "SPECIFIC_TZ")
            }
        }
    }

    /// The shape of a row.
    static let schema = Schema.object([
        "jobInstanceId": .integer, "scheduledDateTime": .string,
        "timezoneType": .values(["SPECIFIC_TZ", "AGENT_TZ"]),
    ])
}

extension Timestamp {
    /// The time as `2026-03-17T12:00:00+00:00` (ISO 8601), in whole seconds: older clients know
    /// neither `Z` nor fractions.
    fileprivate var instantText: String {
        "\(TimeZone.gmt.local(at: self))+00:00"
    }
}
