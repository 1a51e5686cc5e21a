// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct StatementTests {
    @Test("every statement keeps to what all engines understand")
    func keepsToCommonSQL() async throws {
        let banned = [
            "OR REPLACE", "REPLACE INTO", "PRAGMA", "ROWID", "IFNULL", "GLOB", "STRFTIME", "\"",
            "`", "?1", ":", "@", "$",
        ]
        for stop in try await stops() {
            let upper = stop.statement.uppercased()
            for word in banned where upper.contains(word) {
                Issue.record("\(word) in \(stop.statement)")
            }
            let placeholders = stop.statement.count { $0 == "?" }
            #expect(placeholders == stop.argumentCount, "\(stop.statement)")
            let isPlain = stop.statement.unicodeScalars.allSatisfy(\.isASCII)
            #expect(isPlain && !stop.statement.contains("'"), "values are arguments")
        }
    }

    @Test("only what is wanted whole is read whole")
    func findsByIndex() async throws {
        let scanned = try await stops().flatMap(\.plan).compactMap { step in
            step.hasPrefix("SCAN ") && !step.hasSuffix(" CONSTANT ROWS")
                ? step.split(separator: " ")[1] : nil
        }
        // The newest audit entry is the first of a scan from the end; the open executions are
        // those of a small index; tenants and users are few.
        #expect(
            scanned.sorted() == [
                "approval", "audit_entry", "device_group", "execution", "execution",
                "feed_revision", "group_approval", "group_member", "inventory", "login_user",
                "patch_rating", "patch_record", "tenant", "vulnerability",
            ]
        )
    }

    @Test("large answers come in their order without being sorted")
    func readsInOrder() async throws {
        let stops = try await stops()
        for beginning in [
            "SELECT feed, revision, withdrawn_by, first_imported_at, body FROM patch_record ORDER",
            "SELECT digest, bytes FROM inventory",
            "SELECT name, version, source, architecture, source_version, marks FROM",
            "SELECT number, kind, subject, detail FROM change_log",
        ] {
            let stop = try #require(stops.first { $0.statement.hasPrefix(beginning) })
            #expect(!stop.plan.contains { $0.contains("ORDER BY") }, "\(stop.plan)")
        }
        let reported = try #require(stops.first { $0.statement.contains("ORDER BY reported_at,") })
        #expect(reported.plan == ["SCAN execution USING INDEX execution_reported"])
    }

    @Test("what an agent's call or a tick asks of the executions and runs needs no sorting")
    func findsExecutionsInOrder() async throws {
        let stops = try await stops().filter { stop in
            let isOfWhole = stop.statement.contains("phase <> 2") || stop.statement.contains("JOIN")
            return stop.statement.hasPrefix("SELECT") && !isOfWhole
                && stop.plan.contains { $0.contains(" execution ") || $0.contains(" run ") }
        }
        #expect(stops.count >= 12)
        for stop in stops {
            #expect(!stop.plan.contains { $0.contains("ORDER BY") }, "\(stop.plan)")
        }
    }

    private func stops() async throws -> [StatementTour.Stop] {
        let driver = try SQLiteDriver(path: try TemporaryDirectory().path("a.db"))
        let stops = try StatementTour.ofAllPorts(on: driver)
        try await driver.close()
        return stops
    }
}
