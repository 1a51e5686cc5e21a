// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// A server that is killed at any moment keeps what it has acknowledged.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ServerKillTests {
    private static let rounds = 5
    private static let writers = 4
    private static let patchesPerWriter = 100

    @Test("what was acknowledged before a kill is there after it", arguments: [4_711 as UInt64])
    func keepsAcknowledgedWrites(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var server = try await RunningServer.start()
        var open = try await patches(of: server.home)
        #expect(open.count == Self.rounds * Self.writers * Self.patchesPerWriter)
        let secrets = try await PatchClient.Secrets.make(on: server.home)
        var client = try await PatchClient(server, secrets)
        var acknowledged: Set<Int64> = []
        var interrupted = 0

        for round in 1...Self.rounds {
            // Somewhere in the middle of the writers' work, of which most is never done.
            let goal = Int.random(in: 5...80, using: &generator)
            let writers = try (0..<Self.writers).map { _ in
                defer { open.removeFirst(Self.patchesPerWriter) }
                return try ApprovalWriter(Array(open.prefix(Self.patchesPerWriter)), by: client)
            }
            try await eventually(
                "\(goal) approvals",
                within: .seconds(240),
                every: .milliseconds(2)
            ) { writers.reduce(0) { $0 + $1.acknowledged.count } >= goal }
            try await server.kill()
            for writer in writers {
                try await writer.end()
                if writer.acknowledged.count < Self.patchesPerWriter { interrupted += 1 }
                acknowledged.formUnion(writer.acknowledged)
            }
            server = try await server.again()
            // The token of before serves on: its issue was acknowledged too.
            let approved = try await approvedPatches(by: client)
            let lost = acknowledged.subtracting(approved)
            #expect(lost.isEmpty, "round \(round) of seed \(seed): lost \(lost.sorted())")
            // At most one call of each writer was under way at each kill.
            #expect(approved.count <= acknowledged.count + round * Self.writers)
            let entries = try await server.home.audit("patch.approved")
            #expect(entries.count == approved.count)
            try await server.home.thimble("audit verify")
            try await expectIntegrity(of: server.home)
            client = try await PatchClient(server, secrets)
        }
        // On a very slow machine a round may come too late, never all of them.
        #expect(interrupted >= Self.writers)
    }

    @Test("killed while the agent installs; the result arrives once, at the next start")
    func getsResultAfterRestart() async throws {
        let paused = try await PausedInstallation()
        let machine = paused.world.machine
        let agent = try machine.run()
        try await paused.waitUntilInside()
        try await paused.world.server.kill()
        try paused.goOn()
        try await eventually("the result is in the journal", within: .seconds(240)) {
            try machine.orderState() == "finished"
        }
        let server = try await paused.world.server.again()
        // The agent tries again by itself, later and later.
        try await paused.expectOneResult(from: agent, at: server)
        #expect(paused.scriptRuns == 1)
    }

    /// Makes one device that lacks as many patches as all rounds could approve; their numbers.
    private func patches(of home: Home) async throws -> [Int64] {
        let count = Self.rounds * Self.writers * Self.patchesPerWriter
        let names = (1...count).map { "p\($0)" }
        let advisories = names.enumerated().map { index, name in
            """
            [01 Nov 2025] DSA-\(1_000 + index)-1 \(name) - security update
            \t[bookworm] - \(name) 2

            """
        }
        try await home.importAdvisories(advisories.joined())
        let packages = names.map { "{\"source\":\"\($0)\",\"version\":\"1\"}" }
        try await home.importDevices(
            """
            {"devices":[{"name":"web-1","stream":"debian:12","packages":\
            [\(packages.joined(separator: ","))]}]}
            """
        )
        return try await home.findings().compactMap(\.["patch_number"].integer)
    }

    private func approvedPatches(by client: PatchClient) async throws -> Set<Int64> {
        var approved: Set<Int64> = []
        var page = 1
        while true {
            let path = "patch/allpatches?approvalstatusfilter=211&page=\(page)"
            let rows = try await client.rows(path)
            approved.formUnion(rows.compactMap(\.["patch_id"].integer))
            if rows.count < 1_000 { return approved }
            page += 1
        }
    }

    /// Lets SQLite itself look at the file, where its shell is installed.
    private func expectIntegrity(of home: Home) async throws {
        let file = home.data + "/thimble.sqlite"
        let command = "command -v sqlite3 || exit 0; sqlite3 '\(file)' 'PRAGMA integrity_check'"
        let result = try await ShellCommand.run("sh", ["-c", command]).requireSuccess()
        let lines = result.output.split(separator: "\n")
        #expect(lines.isEmpty || lines.last == "ok", "\(result.output)")
    }
}
