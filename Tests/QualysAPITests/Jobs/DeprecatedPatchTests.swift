// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct DeprecatedPatchTests {
    private func remove(_ patches: String, from job: JSONValue, _ visit: Visit) async throws
        -> Answer
    {
        let path = "/pm/v1/deploymentjobs/\(try Visit.id(job))/deprecated/patches"
        return try await visit.delete(path, #"{"patchids": [\#(patches)]}"#)
    }

    @Test("patches that newer ones replace are told, and taken off the list")
    func removesSuperseded() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "x",
            #""platform": "Windows""#,
            Visit.patches(WorldCatalogue.january, WorldCatalogue.february, WorldCatalogue.runtime)
        )
        let old = [Visit.id(WorldCatalogue.january), Visit.id(WorldCatalogue.february)]
        #expect(job.texts("disabledPatches") == old)
        let summary = try #require(
            try await visit.get("/pm/v1/deploymentjobs/summary").rows().first
        )
        #expect(summary.texts("disabledPatches") == old)
        let first = try await remove("\"\(old[0])\"", from: job, visit).json()
        #expect(first.texts("disabledPatches") == [old[1]])
        let second = try await remove("\"\(old[1].uppercased())\"", from: job, visit).json()
        #expect(second.keys == JobCreationTests.members)
        #expect(second.texts("disabledPatches") == [])
        #expect(second.texts("approvedPatches") == [Visit.id(WorldCatalogue.runtime)])
        #expect(second.number("patchCount") == 1)
    }

    @Test("patches that their feed took back are told, and taken off the list")
    func removesWithdrawn() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "x",
            #""platform": "Linux""#,
            Visit.patches(WorldCatalogue.tongs, WorldCatalogue.hammer)
        )
        #expect(job.texts("disabledPatches") == [])
        try await visit.world.importFeed("apt main", [WorldCatalogue.bellows])
        #expect(
            try await visit.job(job).texts("disabledPatches") == [Visit.id(WorldCatalogue.tongs)]
        )
        let left = try await remove("\"\(Visit.id(WorldCatalogue.tongs))\"", from: job, visit)
        #expect(left.status == 200)
        #expect(try left.json().texts("approvedPatches") == [Visit.id(WorldCatalogue.hammer)])
    }

    @Test("a patch that is not deprecated stays, and the call is refused")
    func refuses() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "x",
            Visit.patches(WorldCatalogue.february, WorldCatalogue.march)
        )
        for patch in [Visit.id(WorldCatalogue.march), UnknownJob.text, "x"] {
            let answer = try await remove("\"\(patch)\"", from: job, visit)
            #expect(answer.status == 400)
            #expect(try answer.error().message.contains("disabledPatches"))
        }
        let path = "/pm/v1/deploymentjobs/\(try Visit.id(job))/deprecated/patches"
        for body in [nil, "{}", "[]", #"{"patchids": {}}"#] as [String?] {
            #expect(try await visit.delete(path, body).status == 400)
        }
        #expect(try await visit.job(job).texts("approvedPatches")?.count == 2)
        let gone = "/pm/v1/deploymentjobs/\(UnknownJob.text)/deprecated/patches"
        #expect(try await visit.delete(gone, #"{"patchids": ["x"]}"#).status == 404)
    }

    @Test("a job without a list has no deprecated patches")
    func hasNone() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x", #""dynamicPatchesQQL": "isSecurity:true""#)
        #expect(job.value("disabledPatches") == .null)
        let answer = try await remove("\"\(Visit.id(WorldCatalogue.march))\"", from: job, visit)
        #expect(answer.status == 400)
    }
}
