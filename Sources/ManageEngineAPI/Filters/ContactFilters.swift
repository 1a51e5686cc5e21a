// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// What can be asked about the contact with a system's agent.
enum ContactField: Hashable, Sendable {
    /// When it called last, in milliseconds since 1970.
    case lastContactAt
}

/// The parameters that choose systems by their contact.
extension QueryFilter where Field == ContactField {
    /// The systems of a live status, under the spelling that the endpoint has for it.
    static func live(_ name: String) -> Self {
        .codes(
            name,
            [
                "1": { LiveStatus.live.filter(at: $0.now) },
                "2": { LiveStatus.down.filter(at: $0.now) },
                "3": { LiveStatus.unknown.filter(at: $0.now) },
            ],
            summary: "1 live, 2 down, 3 unknown."
        )
    }

    /// The systems whose agent called within a span of days.
    static var age: Self {
        .codes(
            "agentcontactfilter",
            [
                "equal_3_day": { within(0, 3, of: $0.now) },
                "4_day_to_7_day": { within(3, 7, of: $0.now) },
                "8_day_to_15_day": { within(7, 15, of: $0.now) },
                "16_day_to_30_day": { within(15, 30, of: $0.now) },
                "greater_30_day": {
                    .test(.lastContactAt, .isBetween(nil, past(30, before: $0.now)))
                },
            ],
            summary: "How many days ago the agent called last."
        )
    }

    /// The calls that are some days old and less than others; spans touch without a gap.
    private static func within(_ from: Int64, _ to: Int64, of now: Timestamp) -> Filter<Field> {
        let newest = from == 0 ? nil : past(from, before: now)
        return .test(.lastContactAt, .isBetween(past(to, before: now) + 1, newest))
    }

    private static func past(_ days: Int64, before now: Timestamp) -> Int64 {
        (now - .seconds(days * 86_400)).milliseconds
    }
}

extension [IndexedDevice] {
    /// The systems whose contact a filter accepts.
    func filtered(by contact: Filter<ContactField>) -> [IndexedDevice] {
        filter { device in
            contact.accepts { field in
                switch field {
                case .lastContactAt:
                    device.device.lastContactAt.map { [.number($0.milliseconds)] } ?? []
                }
            }
        }
    }
}
