// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import NIOCore
import Query
import Web

/// What a report was asked to have; kept as JSON until it is written.
struct ReportRequest: Sendable, Equatable {
    /// The kind of report.
    var section: ReportSection
    /// The only platform; `nil` for all.
    var platform: Platform?
    /// What its rows must be, as QQL; `nil` for all.
    var query: String?
    /// Among which assets patches count, or the patches of which assets count.
    var havingQuery: String?
    /// The names of the columns, in order; `nil` for all that the platform has.
    var columns: [String]?
    /// The job that it is about; `nil` where it is about none.
    var job: Deployment.Identity?
    /// The number of the run of the job; `nil` for the newest when the report is written.
    var instance: Int64?

    /// A request for everything.
    init(_ section: ReportSection) { self.section = section }

    /// The columns that are shown, out of those of the section.
    func chosen<Row>(of columns: [ReportColumn<Row>]) -> [ReportColumn<Row>] {
        guard let names = self.columns else {
            return columns.filter { ReportHeading($0).isOn(platform) }
        }
        return names.compactMap { name in columns.first { $0.name == name } }
    }
}

/// The request as it is stored.
extension ReportRequest {
    /// The text.
    var json: String {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.field("section", section.rawValue)
            json.field("platform", platform?.rawValue)
            json.field("query", query)
            json.field("havingQuery", havingQuery)
            if let columns {
                json.array("columns") { json in
                    for column in columns { json.string(column) }
                }
            }
            json.field("job", job?.description)
            json.field("instance", instance)
        }
        return String(buffer: json.finish())
    }

    /// Reads the text.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` for one that another release wrote.
    init(json text: String) throws {
        let json = try JSONValue.parse(ByteBuffer(string: text))
        guard let section = json.value("section")?.text.flatMap(ReportSection.init(rawValue:))
        else { throw DomainError(.requestInvalid, subject: "report: the request cannot be read") }
        self.section = section
        platform = json.value("platform")?.text.flatMap(Platform.init(rawValue:))
        query = json.value("query")?.text
        havingQuery = json.value("havingQuery")?.text
        columns = json.value("columns")?.elements?.compactMap(\.text)
        job = json.value("job")?.text.flatMap { Deployment.Identity($0) }
        instance = json.value("instance")?.int64
    }
}

/// `columnsToDisplay`, the columns by section.
extension ReportRequest {
    /// Reads the member of a body; `nil` where all columns are wanted.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` that names a section or column which the
    ///   report does not have.
    static func columns(
        _ json: JSONValue?,
        of section: ReportSection
    ) throws(DomainError) -> [String]? {
        guard let json, json != .null else { return nil }
        guard let sections = json.members else {
            throw refusal("", "must be an object with lists of columns")
        }
        var columns: [String] = []
        for member in sections.members {
            guard member.key.lowercased() == section.key.lowercased() else {
                throw refusal(
                    ".\(member.key.prefix(64))",
                    "no section of this report, which has \(section.key)"
                )
            }
            if member.value == .null { continue }
            guard let names = member.value.elements else {
                throw refusal(".\(section.key)", "must be a list of columns")
            }
            for (place, name) in names.enumerated() {
                let column = try Self.column(name, section, ".\(section.key)[\(place)]")
                if !columns.contains(column) { columns.append(column) }
            }
        }
        return columns.isEmpty ? nil : columns
    }

    private static func column(
        _ json: JSONValue,
        _ section: ReportSection,
        _ place: String
    ) throws(DomainError) -> String {
        guard let text = json.text else { throw refusal(place, "must be text") }
        let folded = text.lowercased()
        guard let found = section.headings.first(where: { $0.name.lowercased() == folded }) else {
            throw refusal(place, "no column \"\(text.prefix(64))\" in \(section.key)")
        }
        return found.name
    }

    private static func refusal(_ place: String, _ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "body columnsToDisplay\(place): \(reason)")
    }
}
