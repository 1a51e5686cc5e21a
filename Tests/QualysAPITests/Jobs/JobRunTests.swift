// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing
import Web

@Suite struct JobRunTests {
    @Test("the runs of a job come newest first, each with its number and its time")
    func listsRuns() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "nightly",
            #""status": "Enabled", "platform": "Linux""#,
            Visit.daily,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        let path = "/pm/v1/deploymentjob/\(try Visit.id(job))/runs"
        #expect(try await visit.get(path).rows() == [])
        let first = Timestamp(milliseconds: 1_773_867_600_000)
        try await visit.tick(after: first - visit.world.clock.now)
        try await visit.tick(after: .seconds(86_400))
        let rows = try await Visit(visit.world).get(path).rows()
        #expect(
            rows.allSatisfy { $0.keys == ["jobInstanceId", "scheduledDateTime", "timezoneType"] }
        )
        #expect(
            rows.map { $0.value("scheduledDateTime")?.text }
                == ["2026-03-19T21:00:00+00:00", "2026-03-18T21:00:00+00:00"]
        )
        #expect(rows.allSatisfy { $0.value("timezoneType")?.text == "SPECIFIC_TZ" })
        let numbers = rows.compactMap { $0.number("jobInstanceId") }
        #expect(numbers == [2, 1])
    }

    @Test("a run on the agents' own clocks tells what these show")
    func tellsAgentTime() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "nightly",
            #""status": "Enabled", "platform": "Linux", "scheduleType": "Daily""#,
            #""startDateTime": "2026-03-18 21:00:00", "timezoneType": "AGENT_TZ""#,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        // The clocks of the first zone, UTC+14, show it fourteen hours before those of UTC.
        let first = Timestamp(milliseconds: 1_773_867_600_000 - 14 * 3_600_000)
        try await visit.tick(after: first - visit.world.clock.now)
        let later = try await Visit(visit.world)
        let rows = try await later.get("/pm/v1/deploymentjob/\(Visit.id(job))/runs").rows()
        #expect(rows.map { $0.value("scheduledDateTime")?.text } == ["2026-03-18T21:00:00"])
        #expect(rows.map { $0.value("timezoneType")?.text } == ["AGENT_TZ"])
        // Alder's clock is an hour ahead of UTC.
        #expect(try await visit.carryOut(on: "alder").isEmpty)
        try await visit.tick(after: .seconds(13 * 3_600))
        #expect(try await visit.carryOut(on: "alder").count == 1)
    }
}
