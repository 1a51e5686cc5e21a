// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Foundation
import Server
import Services
import Storage

/// `thimble-bench queries`: questions in QQL over devices and patches, with the first page.
struct Queries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer queries in QQL over many devices and patches."
    )

    /// How often each query is asked.
    private static let roundCount = 12

    @Option(help: "The devices: lines of name, site, group, stream and address.")
    var devices: String

    @Option(help: "The patches: source, version, stream, severity, day, CVE and advisory.")
    var patches: String

    @Option(help: "The queries as JSON.")
    var queries: String

    @Option(help: "Where the answers are written.")
    var answers: String

    private struct Question: Decodable {
        let kind: String
        let list: String
        let qql: String
    }

    private struct Line: Encodable {
        let p50: [String: Double]
        let p99: [String: Double]
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("thimble-bench-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let fleet = try await QueryFleet(
            folder: folder,
            devices: try TabbedLines(path: devices, fieldCount: 5),
            patches: try TabbedLines(path: patches, fieldCount: 7)
        )
        let access = fleet.access
        let pages = QueryPages(view: try access.services.assessment.view(by: access.principal))
        let text = try Data(contentsOf: URL(fileURLWithPath: queries))
        let questions = try JSONDecoder().decode([Question].self, from: text)
        var samples: [String: Samples] = [:]
        for _ in 0..<Self.roundCount {
            for question in questions {
                try samples[question.kind, default: Samples()].measure {
                    _ = try Self.ask(question, pages)
                }
            }
        }
        try Self.answers(questions, pages, fleet).write(to: answers)
        try Report.write(
            Line(
                p50: samples.mapValues { $0.percentile(0.5) },
                p99: samples.mapValues { $0.percentile(0.99) }
            )
        )
        try await access.store.close()
    }

    private static func ask(_ question: Question, _ pages: QueryPages) throws -> Bitmap {
        switch question.list {
        case "devices": try pages.devices(question.qql).found
        case "patches": try pages.patches(question.qql).found
        default: throw DomainError(.requestInvalid, subject: "list \(question.list)")
        }
    }

    private static func answers(
        _ questions: [Question],
        _ pages: QueryPages,
        _ fleet: QueryFleet
    ) throws -> Answers {
        let lines = fleet.lines(in: pages.view.snapshot)
        var answers = Answers()
        var deviceAnswers = Answers(order: fleet.slots(in: pages.view.snapshot))
        for question in questions {
            let key = "\(question.list) \(question.qql)"
            let found = try ask(question, pages)
            if question.list == "devices" {
                deviceAnswers.add(key, found, keepsEmpty: true)
                continue
            }
            var marked = Bitmap(count: lines.count)
            found.forEachSlot { marked.insert(lines[Int($0)]) }
            answers.add(key, marked, keepsEmpty: true)
        }
        answers.add(deviceAnswers)
        return answers
    }
}
