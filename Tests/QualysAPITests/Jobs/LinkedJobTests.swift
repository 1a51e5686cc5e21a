// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

@Suite struct LinkedJobTests {
    @Test("a linked job installs what the first one installed, and nothing else")
    func installsTheSame() async throws {
        let visit = try await Visit()
        let pilot = try await visit.makeJob(
            "pilot",
            #""status": "Enabled", "platform": "Linux""#,
            #""dynamicPatchesQQL": "patch.appFamily:hammer""#,
            try visit.assets("alder")
        )
        #expect(pilot.number("patchCount") == 1)
        #expect(try await visit.carryOut(on: "alder").count == 1)
        try await visit.enroll("elm", group: "annex")
        let production = try await visit.makeJob(
            "production",
            #""status": "Enabled", "platform": "Linux""#,
            #""linkedJobId": "\#(try Visit.id(pilot))""#,
            try visit.assets("elm", "birch")
        )
        #expect(production.value("linkedJobId") == pilot.value("id"))
        #expect(production.value("linkedToJob")?.value("name")?.text == "pilot")
        #expect(production.number("patchCount") == 1)
        let orders = try await visit.carryOut(on: "elm")
        #expect(
            orders.flatMap(\.patches).map(\.patch) == [WorldCatalogue.hammer.patch.uuid]
        )
        // Birch has the hammer already, and lacks other things.
        #expect(try await visit.carryOut(on: "birch").isEmpty)
        let linked = try await visit.job(pilot).value("linkedJobs")?.elements
        #expect(linked?.map { $0.value("name")?.text } == ["production"])
        let rows = try await visit.get("/pm/v1/deploymentjobs/summary").rows()
        let counts = rows.map { ($0.value("name")?.text, $0.number("linkedJobReferenceCount")) }
        #expect(counts.first { $0.0 == "pilot" }?.1 == 1)
        #expect(counts.first { $0.0 == "production" }?.1 == 0)
    }

    @Test("only jobs that have patches of their own, and are no default jobs, can be linked to")
    func listsSources() async throws {
        let visit = try await Visit()
        let list = try await visit.makeJob(
            "list",
            #""platform": "Linux""#,
            Visit.patches(WorldCatalogue.hammer)
        )
        visit.world.clock.advance(by: .seconds(1))
        try await visit.makeJob("query", #""platform": "Windows", "dynamicPatchesQQL": "kb:KB1""#)
        try await visit.makeJob("linked", #""linkedJobId": "\#(try Visit.id(list))""#)
        try await visit.makeJob("bare", #""platform": "Linux""#)
        try await visit.makeJob(
            "back",
            #""type": "Rollback""#,
            Visit.patches(WorldCatalogue.hammer)
        )
        try await visit.makeJob(
            "default",
            #""scheduleType": "Conditional", "isDefaultJob": true"#,
            #""defaultJobConfiguration": {"onAssetActivation": true}"#,
            Visit.patches(WorldCatalogue.hammer)
        )
        #expect(try await visit.names(of: "/availableToLink") == ["query", "list"])
        #expect(try await visit.names("platform=Linux", of: "/availableToLink") == ["list"])
        #expect(try await visit.names("filter=name:query", of: "/availableToLink") == ["query"])
        #expect(try await visit.names("pageNumber=1", of: "/availableToLink").isEmpty)
    }

    @Test("only assets that lack a patch of a query are in a run")
    func restrictsToLacking() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "x",
            #""status": "Enabled", "platform": "Linux""#,
            #""assetDetectionsQQL": "appFamily:tongs""#,
            Visit.patches(WorldCatalogue.kernel, WorldCatalogue.tongs),
            #""assetTagIds": ["\#(try visit.tag("smiths"))", "\#(try visit.tag("annex"))"]"#
        )
        // Alder lacks the kernel, too, and holly runs Windows.
        #expect(job.number("applicableAssetCount") == 1)
        #expect(try await visit.carryOut(on: "alder").isEmpty)
        let orders = try await visit.carryOut(on: "birch")
        #expect(orders.flatMap(\.patches).count == 2)
        #expect(try await visit.job(job).number("completionPercent") == 100)
    }
}
