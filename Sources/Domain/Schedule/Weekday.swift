// SPDX-License-Identifier: Apache-2.0

/// A day of the week; weeks begin on Sunday, as they do in the vendors' lists of weekdays.
package enum Weekday: String, Codable, Sendable, CaseIterable, Comparable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    /// The day's place in the week, from 0 for Sunday to 6 for Saturday.
    package var index: Int {
        switch self {
        case .sunday: 0
        case .monday: 1
        case .tuesday: 2
        case .wednesday: 3
        case .thursday: 4
        case .friday: 5
        case .saturday: 6
        }
    }

    /// The day at a place in the week; `nil` outside 0...6.
    package init?(index: Int) {
        guard Self.allCases.indices.contains(index) else { return nil }
        self = Self.allCases[index]
    }

    /// Monday to Friday.
    package static let working: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]

    /// Saturday and Sunday.
    package static let weekend: Set<Weekday> = [.saturday, .sunday]

    /// All seven days.
    package static let all = Set(allCases)

    /// The one nearer to Sunday is smaller.
    package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// Which one of the same weekdays of a month.
package enum WeekIndex: String, Codable, Sendable, CaseIterable {
    case first, second, third, fourth
    /// Months in which the weekday comes four times have none.
    case fifth
    /// The fourth or the fifth, whichever the month ends with.
    case last

    /// The number from 1 to 5; `nil` for the last.
    package var number: Int? {
        switch self {
        case .first: 1
        case .second: 2
        case .third: 3
        case .fourth: 4
        case .fifth: 5
        case .last: nil
        }
    }

    /// The index with a number; `nil` outside 1...5.
    package init?(number: Int) {
        guard let index = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = index
    }
}
