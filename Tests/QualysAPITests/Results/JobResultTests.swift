// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Testing
import Web

/// What the summary says of runs that end in every way.
@Suite struct JobResultTests {
    private let hammer = Visit.id(WorldCatalogue.hammer)

    @Test("a patch that is installed is a success, with the times of the machine and the server")
    func tellsSuccess() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        try await visit.carryOut(on: "alder")
        let now = visit.world.clock.now.milliseconds
        let result = try await visit.result(job)
        #expect(result.value("status")?.text == "Completed")
        #expect(result.value("statusCode")?.int64 == 20_360)
        #expect(result.counts == ["successPatches": 1])
        #expect(result.patchLists == ["success": [hammer]])
        #expect(result.value("totalPatchCount")?.int64 == 1)
        #expect(result.value("jobSentOn")?.int64 == now)
        #expect(result.value("startDateTime")?.int64 == now - 60_000)
        #expect(result.value("endDateTime")?.int64 == now)
        #expect(result.value("statusDateTime")?.int64 == now)
        #expect(result.value("additionalFields")?.value("statusReason") == .null)
        #expect(result.value("additionalFields")?.value("failures")?.elements == [])
    }

    @Test("a failure is told in the words of the package manager")
    func tellsFailure() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        let words = "E: \"hammer\" is broken,\nand says so"
        try await visit.carryOut(on: "alder", .failure(words))
        let result = try await visit.result(job)
        #expect(result.value("status")?.text == "Job Failed")
        #expect(result.value("statusCode")?.int64 == 20_460)
        #expect(result.counts == ["failedPatches": 1])
        #expect(result.patchLists == ["failed": [hammer]])
        let more = try #require(result.value("additionalFields"))
        #expect(more.value("statusReason")?.text == words)
        let failure = try #require(more.value("failures")?.elements?.first)
        #expect(failure.value("patchId")?.text == hammer)
        #expect(failure.value("returnCode")?.int64 == 100)
        #expect(failure.value("returnMessage")?.text == words)
    }

    @Test("what the inventory disproves has failed, whatever was reported")
    func tellsLie() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        try await visit.carryOut(on: "alder", .lie)
        let result = try await visit.result(job)
        #expect(result.value("status")?.text == "Job Failed")
        #expect(result.patchLists == ["failed": [hammer]])
    }

    @Test("what is reported waits for its proof")
    func tellsVerification() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        let unknown = String(repeating: "ab", count: 32)
        try await visit.report(on: "alder", .installed, digest: unknown)
        let result = try await visit.result(job)
        #expect(result.value("status")?.text == "Pending Verification")
        #expect(result.counts == ["pendingVerification": 1])
        #expect(result.patchLists == [:])
        #expect(result.value("endDateTime") == .null)
    }

    @Test("a patch that something forbids is blocked, and the reason says what")
    func tellsBlock() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        try await visit.report(
            on: "alder",
            .blocked,
            Failure(exitCode: nil, text: "hammer is on hold")
        )
        let result = try await visit.result(job)
        #expect(result.value("status")?.text == "Execution Blocked")
        #expect(result.counts == ["skipPatchCount": 1])
        let more = try #require(result.value("additionalFields"))
        #expect(more.value("statusReason")?.text == "hammer is on hold")
        #expect(more.value("failures")?.elements?.first?.value("returnCode") == .null)
    }

    @Test("the way of an order: pending, received, at work, silent")
    func tellsProgress() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        var result = try await visit.result(job)
        #expect(result.value("status")?.text == "Pending")
        #expect(result.counts == ["pendingExecution": 1])
        #expect(result.value("jobSentOn") == .null)
        #expect(result.value("startDateTime") == .null)
        #expect(result.value("failedActionsCount") == .null)

        let alder = try visit.world.machine("alder")
        let order = try #require(try await alder.orders().first)
        let sent = visit.world.clock.now.milliseconds
        result = try await visit.result(job)
        #expect(result.value("status")?.text == "Job Received")
        #expect(result.value("jobSentOn")?.int64 == sent)

        for (phase, status, counts) in [
            (.waitingForUser, "Waiting for User", ["pendingExecution": 1]),
            (.downloading, "Downloading", ["executing": 1]),
            (.installing, "Patching", ["executing": 1]),
            (.waitingForReboot, "Pending Reboot", ["pendingReboot": 1]),
            (.rebooting, "Rebooting", ["pendingReboot": 1]),
        ] as [(OrderProgress.Phase, String, [String: Int64])] {
            try await alder.tell(order, phase)
            result = try await visit.result(job)
            #expect(result.value("status")?.text == status)
            #expect(result.counts == counts, "\(status)")
        }

        try await visit.tick(after: .seconds(7_200))
        result = try await visit.result(job)
        #expect(result.value("status")?.text == "Silent")
        #expect(result.counts == [:])
        #expect(result.value("endDateTime")?.int64 == visit.world.clock.now.milliseconds)
    }

    @Test("an order that nobody began in time has timed out")
    func tellsExpiry() async throws {
        let visit = try await Visit()
        let job = try await visit.order([WorldCatalogue.hammer], on: "alder")
        try await visit.tick(after: .seconds(8 * 86_400))
        // The first token is too old by now.
        let result = try await Visit(visit.world).result(job)
        #expect(result.value("status")?.text == "Timed Out")
        #expect(result.counts == ["skipPatchCount": 1])
    }

    @Test("several patches of one asset are told apart")
    func tellsPatchesApart() async throws {
        let visit = try await Visit()
        let job = try await visit.order(
            [WorldCatalogue.hammer, WorldCatalogue.kernel],
            on: "alder"
        )
        visit.world.clock.advance(by: .seconds(30))
        let now = visit.world.clock.now.milliseconds
        let alder = try visit.world.machine("alder")
        let order = try #require(try await alder.orders().first)
        let after = try #require(alder.inventory).after(order)
        let kernel = WorldCatalogue.kernel.patch.uuid
        var report = OrderReport(
            order: order.id,
            startedAt: now,
            finishedAt: now,
            results: order.patches.map { patch in
                PatchResult(
                    patch: patch.patch,
                    outcome: patch.patch == kernel ? .failed : .alreadyInstalled,
                    failure: nil,
                    packages: patch.packages
                )
            },
            failure: nil,
            reboot: .notNeeded,
            wasResumed: false
        )
        try await alder.upload(after)
        report.inventoryDigest = alder.indexed?.device.inventoryDigest
        try await alder.send(report)
        let result = try await visit.result(job)
        #expect(result.value("totalPatchCount")?.int64 == 2)
        #expect(result.counts == ["installedPatches": 1, "failedPatches": 1])
        #expect(
            result.patchLists == [
                "installed": [hammer], "failed": [Visit.id(WorldCatalogue.kernel)],
            ]
        )
    }
}
