// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Services
import Testing

/// Writers that die, are told to stop, or are overtaken.
@Suite struct ReportInterruptionTests {
    private let server: TestServer
    private let table = ScriptedRenderer(["a"], [["1"]])
    private let text = "a\r\n1\r\n"

    init() async throws { server = try await TestServer() }

    private func generate(_ renderer: any ReportRenderer) async throws -> Bool {
        try await server.services.reports.generateNext(with: [renderer])
    }

    /// Leaves a report as a writer does that is killed in the middle.
    private func killWriter(of report: Report) async throws {
        let now = server.clock.now
        try await server.store.write { transaction in
            guard var running = try transaction.report(report.id) else { return }
            _ = running.begin(at: now)
            try transaction.deleteParts(of: report.id)
            try transaction.insertPart(Data("half".utf8), at: 0, of: report.id)
            try transaction.update(running)
        }
    }

    @Test("a report whose writer was killed is begun anew when its time is over")
    func takesUp() async throws {
        let report = try await server.askForReport()
        try await killWriter(of: report)
        #expect(try await !generate(table))
        server.clock.advance(by: Report.lease - .seconds(1))
        #expect(try await !generate(table))
        server.clock.advance(by: .seconds(1))
        #expect(try await generate(table))
        #expect(try await server.text(of: report) == text)
        #expect(try await server.report(report).attempt == 2)
    }

    @Test("a report that kills its writers is given up")
    func givesUp() async throws {
        let report = try await server.askForReport()
        for _ in 0..<Report.attemptsMax {
            try await killWriter(of: report)
            server.clock.advance(by: Report.lease)
        }
        #expect(try await generate(table))
        let failed = try await server.report(report)
        #expect(failed.state == .failed)
        #expect(failed.reason == "it was interrupted 3 times")
        let part = try await server.store.read { try $0.part(at: 0, of: report.id) }
        #expect(part == nil)
    }

    @Test("a writer that is told to stop gives the report back at once")
    func givesBack() async throws {
        let server = server
        let report = try await server.askForReport()
        let task = Task {
            try await server.services.reports.generateNext(with: [
                ScriptedRenderer { _, _, _, sheet in
                    try await sheet.add([["half"]])
                    try await server.clock.sleep(for: .seconds(99))
                }
            ])
        }
        while server.clock.sleeperCount == 0 { await Task.yield() }
        #expect(try await server.report(report).state == .running)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await server.report(report).state == .queued)
        #expect(try await server.report(report).attempt == 0)
        #expect(try await generate(table))
        #expect(try await server.text(of: report) == text)
    }

    @Test("a writer that was taken for dead does not disturb the one that took over")
    func isOvertaken() async throws {
        let server = server
        let report = try await server.askForReport()
        let gate = Gate()
        let slow = Task {
            try await server.services.reports.generateNext(with: [
                ScriptedRenderer { _, _, _, sheet in
                    await gate.pass()
                    try await sheet.add([["late"]])
                }
            ])
        }
        while await gate.arrivals == 0 { await Task.yield() }
        server.clock.advance(by: Report.lease)
        let other = try await server.secondNode().services
        #expect(try await other.reports.generateNext(with: [table]))
        await gate.open()
        #expect(try await slow.value)
        #expect(try await server.text(of: report) == text)
        #expect(try await server.report(report).rowCount == 1)
    }

    @Test("a writer that works for long keeps its report")
    func renews() async throws {
        let server = server
        let report = try await server.askForReport()
        let other = try await server.secondNode().services
        let table = table
        let patient = ScriptedRenderer { _, _, _, sheet in
            for _ in 0..<5 {
                server.clock.advance(by: Report.lease - .seconds(1))
                try await sheet.add([["row"]])
                #expect(try await !other.reports.generateNext(with: [table]))
            }
        }
        #expect(try await generate(patient))
        #expect(try await server.report(report).rowCount == 5)
    }

    @Test("a report that is removed while it is written stays removed")
    func isRemoved() async throws {
        let server = server
        let report = try await server.askForReport()
        #expect(
            try await generate(
                ScriptedRenderer { _, _, _, sheet in
                    try await sheet.add([["half"]])
                    try await server.services.reports.delete(
                        report.id,
                        of: "d",
                        by: server.operatorPrincipal
                    )
                }
            )
        )
        await #expect(throws: DomainError(.reportNotFound)) { try await server.report(report) }
        let part = try await server.store.read { try $0.part(at: 0, of: report.id) }
        #expect(part == nil)
    }
}
