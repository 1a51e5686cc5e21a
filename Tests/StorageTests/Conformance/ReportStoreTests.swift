// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Storage
import Testing

extension StoreConformance {
    @Suite struct ReportStoreTests {
        @Test("a report comes back as it was stored, in every state", arguments: Backend.all)
        func keepsEverything(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let queued = World.report(1)
                let later = World.now + .seconds(60)
                let running = changed(queued) { _ = $0.begin(at: later) }
                let retried = changed(running) {
                    $0.fail("größer ist kein Wort", isLasting: false, at: later)
                }
                let ready = changed(running) {
                    $0.finish(rows: 1 << 40, bytes: 1 << 41, at: later)
                }
                try await store.write { try $0.insert(queued) }
                for report in [queued, running, retried, running, ready] {
                    try await store.write { try $0.update(report) }
                    let stored = try await store.read { try $0.report(report.id) }
                    #expect(stored == report)
                }
            }
        }

        @Test("a change touches nothing that was asked for", arguments: Backend.all)
        func keepsRequest(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let report = World.report(1)
                try await store.write { transaction throws in
                    try transaction.insert(report)
                    try transaction.update(
                        changed(report) {
                            $0.number = 9
                            $0.path = World.root.path
                            $0.name = "other"
                            $0.request = "{}"
                            $0.state = .running
                        }
                    )
                }
                let stored = try await store.read { try $0.report(report.id) }
                #expect(stored == changed(report) { $0.state = .running })
            }
        }

        @Test("what is not there is said, or nothing", arguments: Backend.all)
        func refuses(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let report = World.report(1)
                await #expect(throws: DomainError(.reportNotFound)) {
                    try await store.write { try $0.update(report) }
                }
                try await store.write { transaction throws in
                    try transaction.deleteReport(report.id)
                    try transaction.deleteParts(of: report.id)
                }
                try await store.read { transaction throws in
                    #expect(try transaction.report(report.id) == nil)
                    #expect(try transaction.part(at: 0, of: report.id) == nil)
                    #expect(try transaction.nextReport(at: World.now) == nil)
                }
            }
        }

        @Test(
            "reports are listed newest first, by place, dialect and subject",
            arguments: Backend.all
        )
        func lists(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let reports = [
                    World.report(1), World.report(2, about: .devices),
                    World.report(3, of: World.root, about: .deployments),
                    World.report(4, of: World.stranger), World.report(5, dialect: "e"),
                    World.report(6, of: World.customer),
                ]
                try await store.write { transaction in
                    for report in reports { try transaction.insert(report) }
                }
                try await store.read { transaction throws in
                    let list = { (path: TenantPath, subjects: Set<Report.Subject>) in
                        try transaction.reports(
                            of: "d",
                            in: path,
                            about: subjects,
                            offset: 0,
                            limit: 9
                        ).map(\.number)
                    }
                    let all = Set(Report.Subject.allCases)
                    #expect(try list(World.root.path, all) == [6, 4, 3, 2, 1])
                    #expect(try list(World.customer.path, all) == [6, 2, 1])
                    #expect(try list(World.root.path, [.patches]) == [6, 4, 1])
                    #expect(try list(World.root.path, [.devices, .deployments]) == [3, 2])
                    #expect(try list(World.root.path, []) == [])
                    let page = try transaction.reports(
                        of: "d",
                        in: World.root.path,
                        about: all,
                        offset: 1,
                        limit: 2
                    )
                    #expect(page.map(\.number) == [4, 3])
                    #expect(try transaction.reportCount(in: World.root.path) == 6)
                    #expect(try transaction.reportCount(in: World.site.path) == 3)
                }
            }
        }

        @Test(
            "next is the one that has waited longest and that nobody holds",
            arguments: Backend.all
        )
        func findsNext(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let done = changed(World.report(1)) {
                    _ = $0.begin(at: World.now)
                    $0.finish(rows: 0, bytes: 0, at: World.now)
                }
                let held = changed(World.report(2)) { _ = $0.begin(at: World.now) }
                let fresh = World.report(3)
                let later = World.report(4)
                try await store.write { transaction in
                    for report in [later, fresh, held, done] { try transaction.insert(report) }
                }
                try await store.read { transaction throws in
                    let next = { try transaction.nextReport(at: $0)?.number }
                    #expect(try next(World.now) == nil)
                    #expect(try next(World.now + .seconds(3)) == 3)
                    #expect(try next(World.now + .seconds(4)) == 3)
                    #expect(try next(held.heldUntil) == 3)
                }
                try await store.write { transaction throws in
                    try transaction.deleteReport(fresh.id)
                    try transaction.deleteReport(later.id)
                }
                try await store.read { transaction throws in
                    let next = { try transaction.nextReport(at: $0)?.number }
                    #expect(try next(held.heldUntil - .milliseconds(1)) == nil)
                    #expect(try next(held.heldUntil) == 2)
                }
            }
        }

        @Test("the content is kept byte for byte, and goes with its report", arguments: Backend.all)
        func keepsContent(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let report = World.report(1)
                let other = World.report(2)
                let parts = [
                    Data((0..<Report.partBytesMax).map { UInt8(truncatingIfNeeded: $0) }),
                    Data([0, 10, 13, 0xFF]),
                ]
                try await store.write { transaction throws in
                    for report in [report, other] {
                        try transaction.insert(report)
                        for (position, part) in parts.enumerated() {
                            try transaction.insertPart(part, at: position, of: report.id)
                        }
                    }
                }
                try await store.read { transaction throws in
                    #expect(try transaction.part(at: 0, of: report.id) == parts[0])
                    #expect(try transaction.part(at: 1, of: report.id) == parts[1])
                    #expect(try transaction.part(at: 2, of: report.id) == nil)
                }
                await #expect(throws: DomainError(.storageConflict)) {
                    try await store.write { try $0.insertPart(parts[1], at: 0, of: report.id) }
                }
                try await store.write { try $0.deleteReport(report.id) }
                try await store.read { transaction throws in
                    #expect(try transaction.part(at: 0, of: report.id) == nil)
                    #expect(try transaction.part(at: 0, of: other.id) == parts[0])
                }
            }
        }

        @Test("what has expired goes, the oldest first, with its content", arguments: Backend.all)
        func deletesExpired(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let reports = (1...4).map { World.report($0) }
                try await store.write { transaction throws in
                    for report in reports {
                        try transaction.insert(report)
                        try transaction.insertPart(Data([7]), at: 0, of: report.id)
                    }
                }
                let end = reports[2].expiresAt
                let first = try await store.write { try $0.deleteReports(expiredAt: end, limit: 2) }
                #expect(first == 2)
                let left = try await store.read { transaction in
                    try reports.filter { try transaction.report($0.id) != nil }.map(\.number)
                }
                #expect(left == [3, 4])
                let rest = try await store.write { try $0.deleteReports(expiredAt: end, limit: 9) }
                #expect(rest == 1)
                try await store.read { transaction throws in
                    #expect(try transaction.part(at: 0, of: reports[2].id) == nil)
                    #expect(try transaction.part(at: 0, of: reports[3].id) == Data([7]))
                }
            }
        }
    }
}
