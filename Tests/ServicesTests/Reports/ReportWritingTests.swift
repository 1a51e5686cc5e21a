// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Foundation
import Services
import Testing

@Suite struct ReportWritingTests {
    private let server: TestServer
    private let table = ScriptedRenderer(["a", "b"], [["1", "x, y"], ["2", ""]])

    init() async throws { server = try await TestServer() }

    private func generate(_ renderers: any ReportRenderer...) async throws -> Bool {
        try await server.services.reports.generateNext(with: renderers)
    }

    @Test("a report is written, the oldest first, and can be read for its lifetime")
    func writes() async throws {
        let first = try await server.askForReport("First")
        let second = try await server.askForReport("Second")
        await #expect(throws: DomainError(.reportUnfinished)) { try await server.text(of: first) }
        #expect(try await generate(table))
        #expect(try await server.report(first).state == .ready)
        #expect(try await server.report(second).state == .queued)
        #expect(try await generate(table))
        #expect(try await !generate(table))
        let text = "a,b\r\n1,\"x, y\"\r\n2,\r\n"
        #expect(try await server.text(of: first) == text)
        let done = try await server.report(first)
        #expect(done.rowCount == 2)
        #expect(done.byteCount == Int64(text.utf8.count))
        #expect(done.finishedAt == server.clock.now)
        #expect(done.attempt == 1)

        server.clock.advance(by: Report.lifetime - .seconds(1))
        #expect(try await server.services.reports.deleteExpired() == 0)
        server.clock.advance(by: .seconds(1))
        #expect(try await server.services.reports.deleteExpired() == 2)
        await #expect(throws: DomainError(.reportNotFound)) { try await server.report(first) }
    }

    @Test("a report without any rows has its heading")
    func writesNothing() async throws {
        let report = try await server.askForReport()
        #expect(try await generate(ScriptedRenderer(["a", "b"], [])))
        #expect(try await server.text(of: report) == "a,b\r\n")
        #expect(try await server.report(report).rowCount == 0)
    }

    @Test("a large report is stored in parts and read as one")
    func writesParts() async throws {
        let row = [String(repeating: "é", count: 50_000), "\r\n"]
        let report = try await server.askForReport()
        #expect(
            try await generate(
                ScriptedRenderer { _, _, _, sheet in
                    for _ in 0..<10 { try await sheet.add([row, row, row]) }
                }
            )
        )
        var expected: [UInt8] = []
        for _ in 0..<30 { CSVText.append(row, to: &expected) }
        #expect(expected.count > 2 * Report.partBytesMax)
        #expect(try await server.content(of: report) == Data(expected))
        let done = try await server.report(report)
        #expect(done.rowCount == 30)
        #expect(done.byteCount == Int64(expected.count))
        let content = try await server.services.reports.content(
            report.id,
            of: "d",
            by: server.operatorPrincipal
        )
        #expect(try await content.part(at: 0)?.count == Report.partBytesMax)
    }

    @Test("the renderer sees what the tenant sees, and no more")
    func limitsView() async throws {
        _ = try await server.enroll("web-1", having: ["a": "1.0"], site: "Mine")
        _ = try await server.enroll("web-2", having: ["a": "1.0"], keyByte: 2, site: "Theirs")
        let mine = try await server.principal(ofSite: "Mine")
        let report = try await server.askForReport(about: .devices, by: mine)
        let watchful = ScriptedRenderer { _, view, reader, sheet in
            #expect(reader.scope == mine.scope)
            #expect(reader.permissions == [.readDevices, .readPatches])
            try await sheet.add(view.devices().map { [$0.device.name] })
        }
        #expect(try await generate(watchful))
        #expect(try await server.text(of: report) == "web-1\r\n")
    }

    @Test("an attempt that fails is repeated, each time from nothing, and says why")
    func retries() async throws {
        let report = try await server.askForReport()
        let broken = ScriptedRenderer { report, _, _, sheet in
            try await sheet.add([[String(repeating: "x", count: 2 * Report.partBytesMax)]])
            throw DomainError(.storageBusy, subject: "attempt \(report.attempt)")
        }
        for attempt in 1...Report.attemptsMax {
            #expect(try await generate(broken))
            let after = try await server.report(report)
            #expect(after.reason == "storage.busy: attempt \(attempt)")
            #expect(after.state == (attempt == Report.attemptsMax ? .failed : .queued))
            // Nobody is at it before its time.
            #expect(try await !generate(table))
            server.clock.advance(by: .seconds(30 * attempt))
        }
        #expect(try await !generate(table))
        let error = await #expect(throws: DomainError(.reportUnfinished)) {
            try await server.text(of: report)
        }
        #expect(error?.hint == "storage.busy: attempt 3")
        #expect(try await parts(of: report) == 0)
    }

    @Test("an attempt that works after one that failed leaves nothing of that one")
    func recovers() async throws {
        let report = try await server.askForReport()
        #expect(
            try await generate(
                ScriptedRenderer { _, _, _, sheet in
                    try await sheet.add([[String(repeating: "x", count: Report.partBytesMax)]])
                    throw DomainError(.internalFault)
                }
            )
        )
        server.clock.advance(by: .seconds(30))
        #expect(try await generate(table))
        #expect(try await server.text(of: report) == "a,b\r\n1,\"x, y\"\r\n2,\r\n")
        let done = try await server.report(report)
        #expect(done.reason == nil)
        #expect(done.attempt == 2)
    }

    @Test(
        "what no repetition would change is not repeated",
        arguments: [
            DomainError.Code.deploymentNotFound, .requestInvalid, .permissionMissing,
        ]
    )
    func failsAtOnce(code: DomainError.Code) async throws {
        let report = try await server.askForReport()
        #expect(
            try await generate(
                ScriptedRenderer { _, _, _, _ in throw DomainError(code, subject: "s") }
            )
        )
        let failed = try await server.report(report)
        #expect(failed.state == .failed)
        #expect(failed.reason == "\(code.rawValue): s")
        #expect(failed.attempt == 1)
    }

    @Test("a dialect that nobody writes reports of is said")
    func knowsDialects() async throws {
        let report = try await server.askForReport()
        #expect(try await generate())
        let failed = try await server.report(report)
        #expect(failed.state == .failed)
        #expect(failed.reason?.contains("no reports of d") == true)
    }

    @Test("what is no error of the domain does not get into the reason")
    func hidesDetails() async throws {
        struct Secret: Error {}
        let report = try await server.askForReport()
        #expect(try await generate(ScriptedRenderer { _, _, _, _ in throw Secret() }))
        #expect(try await server.report(report).reason == "server.internal_fault")
    }

    /// How many parts are stored of a report.
    private func parts(of report: Report) async throws -> Int {
        try await server.store.read { transaction in
            try (0..<9).count { try transaction.part(at: $0, of: report.id) != nil }
        }
    }
}
