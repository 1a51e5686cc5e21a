// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services

/// One column of a report: its name, its heading, and what stands in it.
///
/// The tables of columns are the only place that says what a report has: the endpoint that lists
/// columns, the check of what a client asks for, and the rows themselves all read them.
struct ReportColumn<Row>: Sendable {
    /// The name that clients ask for.
    let name: String
    /// The heading.
    let title: String
    /// The platforms that have it; `nil` for all.
    let platforms: Set<Platform>?
    /// The value of a row.
    let value: @Sendable (Row) -> String

    private init(
        _ name: String,
        _ title: String,
        _ platforms: Set<Platform>?,
        _ value: @escaping @Sendable (Row) -> String
    ) {
        self.name = name
        self.title = title
        self.platforms = platforms
        self.value = value
    }
}

/// The kinds of values; one that is not known is an empty cell.
extension ReportColumn {
    /// Text.
    static func text(
        _ name: String,
        _ title: String,
        only platforms: Set<Platform>? = nil,
        _ value: @escaping @Sendable (Row) -> String?
    ) -> Self {
        Self(name, title, platforms) { value($0) ?? "" }
    }

    /// Several texts, with a comma and a blank between them.
    static func texts(
        _ name: String,
        _ title: String,
        only platforms: Set<Platform>? = nil,
        _ value: @escaping @Sendable (Row) -> [String]
    ) -> Self {
        Self(name, title, platforms) { value($0).joined(separator: ", ") }
    }

    /// A whole number.
    static func number(
        _ name: String,
        _ title: String,
        _ value: @escaping @Sendable (Row) -> Int64?
    ) -> Self {
        Self(name, title, nil) { value($0).map { String($0) } ?? "" }
    }

    /// A count.
    static func count(
        _ name: String,
        _ title: String,
        _ value: @escaping @Sendable (Row) -> Int?
    ) -> Self {
        Self(name, title, nil) { value($0).map { String($0) } ?? "" }
    }

    /// `true` or `false`.
    static func flag(
        _ name: String,
        _ title: String,
        only platforms: Set<Platform>? = nil,
        _ value: @escaping @Sendable (Row) -> Bool?
    ) -> Self {
        Self(name, title, platforms) { value($0).map { $0 ? "true" : "false" } ?? "" }
    }

    /// A point in time, in UTC as ISO 8601 has it.
    static func time(
        _ name: String,
        _ title: String,
        _ value: @escaping @Sendable (Row) -> Timestamp?
    ) -> Self {
        Self(name, title, nil) { value($0)?.isoText ?? "" }
    }
}

/// What is said of a column without its rows.
struct ReportHeading: Sendable, Equatable {
    /// The name that clients ask for.
    let name: String
    /// The heading.
    let title: String
    private let platforms: Set<Platform>?

    /// The heading of a column.
    init<Row>(_ column: ReportColumn<Row>) {
        name = column.name
        title = column.title
        platforms = column.platforms
    }

    /// Whether reports about a platform have the column; `nil` is all platforms.
    func isOn(_ platform: Platform?) -> Bool {
        guard let platform, let platforms else { return true }
        return platforms.contains(platform)
    }
}
