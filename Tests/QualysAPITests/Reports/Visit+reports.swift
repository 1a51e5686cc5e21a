// SPDX-License-Identifier: Apache-2.0
import Domain
import QualysAPI
import Services
import Testing
import Web

/// Reports from the request to the file.
extension Visit {
    /// Asks for a report; the row of the answer.
    func askForReport(_ path: String, _ body: String? = nil) async throws -> JSONValue {
        let answer = try await post("/pm/v1/report/\(path)", body)
        try #require(answer.status == 201, "\(answer.status) \(answer.text)")
        return try answer.json()
    }

    /// Has the reports written that wait.
    func writeReports() async throws {
        let renderer = qualysReportRenderer(services: world.services)
        while try await world.services.reports.generateNext(with: [renderer]) {}
    }

    /// A report as it is now.
    func shown(_ report: JSONValue) async throws -> JSONValue {
        try await get("/pm/v1/reports/\(Visit.id(report))").json()
    }

    /// The file of a report.
    func download(_ report: JSONValue) async throws -> Answer {
        try await get("/pm/v1/reports/\(Visit.id(report))/download")
    }

    /// Asks for a report, has it written, and reads its table.
    func table(_ path: String, _ body: String? = nil) async throws -> Table {
        let report = try await askForReport(path, body)
        try await writeReports()
        let answer = try await download(report)
        try #require(answer.status == 200, "\(answer.text)")
        return try Table(answer.text)
    }
}

/// A file of comma-separated values, read the way RFC 4180 says.
struct Table: Equatable {
    let head: [String]
    let rows: [[String]]

    init(_ text: String) throws {
        var lines: [[String]] = []
        var line: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var isAfterQuote = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"":
                // Two within quotes are one.
                if isAfterQuote { cell.append(scalar) }
                isAfterQuote = isQuoted && !isAfterQuote
                isQuoted = isQuoted || cell.isEmpty
            case "," where !isQuoted || isAfterQuote, "\n" where !isQuoted || isAfterQuote:
                if scalar == "\n" {
                    if !isQuoted { try #require(cell.popLast() == "\r") }
                }
                line.append(String(cell))
                cell = String.UnicodeScalarView()
                isQuoted = false
                isAfterQuote = false
                guard scalar == "\n" else { continue }
                lines.append(line)
                line = []
            case "\r" where isAfterQuote: continue
            default: cell.append(scalar)
            }
        }
        try #require(line.isEmpty && cell.isEmpty, "the last line has no end")
        head = try #require(lines.first)
        rows = Array(lines.dropFirst())
        for row in rows { #expect(row.count == head.count) }
    }

    /// The values of a column, by its heading.
    func column(_ title: String) throws -> [String] {
        let place = try #require(head.firstIndex(of: title), "\(title) in \(head)")
        return rows.map { $0[place] }
    }

    /// The values of some columns of the only row whose first column has a value.
    func row(_ first: String) throws -> [String: String] {
        let found = rows.filter { $0.first == first }
        #expect(found.count == 1)
        return Dictionary(
            zip(head, try #require(found.first)),
            uniquingKeysWith: { first, _ in first }
        )
    }
}
