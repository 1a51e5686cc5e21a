// SPDX-License-Identifier: Apache-2.0

extension MaintenanceWindow.Weeks {
    /// The word that is stored.
    fileprivate enum Split: String, Codable { case all, month, patchTuesday }

    fileprivate var stored: (split: Split, numbers: [Int]?) {
        switch self {
        case .all: (.all, nil)
        case .ofMonth(let numbers): (.month, numbers.sorted())
        case .fromPatchTuesday(let numbers): (.patchTuesday, numbers.sorted())
        }
    }
}

extension MaintenanceWindow.Rule: Codable {
    private enum CodingKeys: String, CodingKey { case split, weeks, days, startMinute, endMinute }

    /// Reads `{"split": "month", "weeks": [1], "days": ["monday"], "startMinute": 1320, …}`.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let numbers = { Set(try values.decode([Int].self, forKey: .weeks)) }
        switch try values.decode(MaintenanceWindow.Weeks.Split.self, forKey: .split) {
        case .all: weeks = .all
        case .month: weeks = .ofMonth(try numbers())
        case .patchTuesday: weeks = .fromPatchTuesday(try numbers())
        }
        days = Set(try values.decode([Weekday].self, forKey: .days))
        startMinute = try values.decode(Int.self, forKey: .startMinute)
        endMinute = try values.decode(Int.self, forKey: .endMinute)
    }

    /// Writes sets in their order, so that equal rules are equal text.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        let (split, numbers) = weeks.stored
        try values.encode(split, forKey: .split)
        try values.encodeIfPresent(numbers, forKey: .weeks)
        try values.encode(days.sorted(), forKey: .days)
        try values.encode(startMinute, forKey: .startMinute)
        try values.encode(endMinute, forKey: .endMinute)
    }
}
