// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing
import Web

@Suite struct JobListTests {
    /// Four jobs, a second apart: `linux` and `windows` on demand, `nightly` daily and enabled,
    /// `back` a rollback without a platform.
    private static func visit() async throws -> Visit {
        let visit = try await Visit()
        try await visit.makeJob(
            "linux",
            #""platform": "Linux", "description": "for the forge""#,
            Visit.patches(WorldCatalogue.hammer)
        )
        visit.world.clock.advance(by: .seconds(1))
        try await visit.makeJob("windows", #""platform": "Windows""#)
        visit.world.clock.advance(by: .seconds(1))
        try await visit.makeJob(
            "nightly",
            #""platform": "Linux", "status": "Enabled""#,
            Visit.daily,
            #""assetTagIds": ["\#(try visit.tag("smiths"))"]"#,
            #""dynamicPatchesQQL": "isSecurity:true""#
        )
        visit.world.clock.advance(by: .seconds(1))
        try await visit.makeJob(
            "back",
            #""type": "Rollback""#,
            Visit.patches(WorldCatalogue.hammer)
        )
        return visit
    }

    @Test("jobs are listed whole, the newest first, page by page, and none past the end")
    func lists() async throws {
        let visit = try await Self.visit()
        let rows = try await visit.get("/pm/v1/deploymentjobs").rows()
        #expect(
            rows.compactMap { $0.value("name")?.text } == ["back", "nightly", "windows", "linux"]
        )
        #expect(rows.allSatisfy { $0.keys == JobCreationTests.members })
        #expect(try await visit.names("pageSize=3") == ["back", "nightly", "windows"])
        #expect(try await visit.names("pageSize=3&pageNumber=1") == ["linux"])
        #expect(try await visit.get("/pm/v1/deploymentjobs?pageNumber=2").rows() == [])
        let far = try await visit.get("/pm/v1/deploymentjobs?pageNumber=100&pageSize=100")
        #expect(far.status == 400)
        #expect(try far.error().code == "2501")
    }

    @Test("a page has ten jobs where nobody says")
    func hasTenRows() async throws {
        let visit = try await Visit()
        for number in 1...12 { try await visit.makeJob("job \(number)") }
        #expect(try await visit.names().count == 10)
        #expect(try await visit.names("pageNumber=1").count == 2)
    }

    @Test(
        "a filter chooses jobs, with job. before a word or without",
        arguments: [
            ("status:Enabled", ["nightly"]), ("job.status:Disabled", ["back", "windows", "linux"]),
            ("isRecurring:true", ["nightly"]),
            (
                "job.isRecurring:false and type:Install",
                ["windows", "linux"]
            ),
            ("type:Rollback", ["back"]), ("scheduleType:On-demand", ["back", "windows", "linux"]),
            ("scheduleType:Daily", ["nightly"]), ("platform:Windows", ["back", "windows"]),
            ("name:\"night\"", ["nightly"]), ("description:forge", ["linux"]),
            ("subCategory:Patch", ["back", "nightly", "windows", "linux"]),
            ("isDefaultJob:true", []),
            (
                "createdBy:admin and not name:linux",
                ["back", "nightly", "windows"]
            ),
            ("createdDate > now-1h", ["back", "nightly", "windows", "linux"]),
            ("createdDate < 2026-03-17", []), ("tags.name:smiths", ["nightly"]),
            ("isDynamicPatchesQQL:true", ["nightly"]),
            (
                "nextScheduleDateTime is not null",
                ["nightly"]
            ),
            ("approvedPatches:\(Visit.id(WorldCatalogue.hammer))", ["back", "linux"]),
            ("status:Completed", []), ("status:Running", []),
        ] as [(String, [String])]
    )
    func filters(filter: String, names: [String]) async throws {
        let visit = try await Self.visit()
        let text = Visit.escaped(filter)
        #expect(try await visit.names("filter=\(text)") == names)
        #expect(try await visit.names("query=\(text)") == names)
        #expect(try await visit.names("filter=\(text)", of: "/summary") == names)
    }

    @Test("a filter that cannot be read is refused with its name")
    func refusesFilters() async throws {
        let visit = try await Visit()
        for filter in ["stature:Enabled", "status:Sleepy", "isRecurring:perhaps", "and"] {
            let answer = try await visit.get(
                "/pm/v1/deploymentjobs?filter=\(Visit.escaped(filter))"
            )
            #expect(answer.status == 400)
            #expect(try answer.error().message.contains("parameter filter"))
        }
    }

    @Test("a job is running while a device is at work, and completed once it has ended")
    func filtersByRuns() async throws {
        let visit = try await Visit()
        try await visit.makeJob(
            "now",
            #""status": "Enabled""#,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        #expect(try await visit.names("filter=status:Running") == ["now"])
        #expect(try await visit.names("filter=status:Completed") == [])
        try await visit.carryOut(on: "alder")
        #expect(try await visit.names("filter=status:Running") == [])
        #expect(try await visit.names("filter=status:Completed") == ["now"])
        #expect(try await visit.names("filter=status:Enabled") == ["now"])
    }

    @Test("a platform keeps its jobs and those of every platform; all are listed without one")
    func choosesPlatform() async throws {
        let visit = try await Self.visit()
        #expect(try await visit.names("platform=Windows") == ["back", "windows"])
        #expect(try await visit.names("platform=linux") == ["back", "nightly", "linux"])
        #expect(try await visit.names("platform=MacOS") == ["back"])
        #expect(try await visit.get("/pm/v1/deploymentjobs?platform=Plan9").status == 400)
    }

    @Test(
        "sort puts jobs in order, by several keys too",
        arguments: [
            (#"[{"name":"asc"}]"#, ["back", "linux", "nightly", "windows"]),
            (#"[{"createdDate":"asc"}]"#, ["linux", "windows", "nightly", "back"]),
            (#"[{"type":"desc"},{"name":"desc"}]"#, ["back", "windows", "nightly", "linux"]),
        ]
    )
    func sorts(order: String, names: [String]) async throws {
        let visit = try await Self.visit()
        #expect(try await visit.names("sort=\(Visit.escaped(order))") == names)
    }

    @Test("attributes choose members, with blanks between them or none")
    func projects() async throws {
        let visit = try await Self.visit()
        for list in ["", "/summary"] {
            let path = "/pm/v1/deploymentjobs\(list)?attributes=status,%20name,unheard"
            let rows = try await visit.get(path).rows()
            #expect(rows.count == 4)
            #expect(rows.allSatisfy { Set($0.keys) == ["name", "status"] })
        }
    }

    @Test(
        "only jobs of the caller, or those that it is a co-author of",
        arguments: [
            ("ownedJob=True", ["mine"]), ("coauthorJob=true", ["shared"]),
            ("ownedJob=true&coauthorJob=True", ["mine", "shared"]),
            ("ownedJob=False&coauthorJob=false", ["mine", "shared", "theirs"]),
        ]
    )
    func choosesPeople(query: String, names: [String]) async throws {
        let admin = try await Visit()
        let zoe = try await admin.world.addUser("zoe")
        try await admin.makeJob("theirs")
        admin.world.clock.advance(by: .seconds(1))
        try await admin.makeJob("shared", #""coAuthorUserIds": ["\#(zoe.id)"]"#)
        admin.world.clock.advance(by: .seconds(1))
        let visit = try await Visit(admin.world, as: "zoe")
        try await visit.makeJob("mine")
        #expect(try await visit.names(query) == names)
    }

    @Test("parameters that nobody knows are ignored")
    func ignoresUnknown() async throws {
        let visit = try await Self.visit()
        #expect(try await visit.names("status=Missing&groupBy=x&apiVersion=9").count == 4)
    }

    @Test("jobs of the command line are shown, and so is who made them; other deployments are not")
    func showsOthers() async throws {
        let visit = try await Visit()
        let services = visit.world.services
        let plan = DeploymentPlan(
            targets: .everything,
            patches: .missing,
            schedule: .onDemand,
            policy: .standard
        )
        for kind in [Deployment.Kind.install, .scan] {
            var plan = plan
            if kind == .scan { plan.patches = .none }
            _ = try await services.deployments.create(
                DeploymentDraft(kind: kind, name: "by hand", plan: plan, isEnabled: true),
                by: World.owner
            )
        }
        let rows = try await visit.get("/pm/v1/deploymentjobs").rows()
        let row = try #require(rows.first)
        #expect(rows.count == 1)
        #expect(row.keys == JobCreationTests.members)
        #expect(row.value("type")?.text == "Install")
        #expect(row.value("scheduleType")?.text == "On-demand")
        #expect(row.value("createdBy")?.value("user")?.value("name")?.text == "smith")
        #expect(row.value("createdBy")?.value("user")?.value("id") == .null)
        #expect(row.number("totalAssetCount") == 3)
        // Each asset has patches of its own.
        #expect(row.value("patchCount") == .null)
    }

    @Test("what belongs to another tenant is neither listed nor found")
    func hidesOthers() async throws {
        let visit = try await Self.visit()
        try await visit.world.addCustomer(number: 77)
        try await visit.world.addUser("guest", at: "Customer 77")
        let guest = try await Visit(visit.world, as: "guest")
        #expect(try await guest.names().isEmpty)
        let job = try await visit.row("/pm/v1/deploymentjobs", where: "name", is: "linux")
        let answer = try await guest.get("/pm/v1/deploymentjob/\(Visit.id(job))")
        #expect(answer.status == 404)
        #expect(try await guest.change(job, #"{"name": "mine"}"#).status == 404)
    }

    @Test("an identity that no job has is not found", arguments: ["x", "7", UnknownJob.text])
    func misses(id: String) async throws {
        let visit = try await Visit()
        for path in ["/pm/v1/deploymentjob/\(id)", "/pm/v1/deploymentjob/\(id)/runs"] {
            let answer = try await visit.get(path)
            #expect(answer.status == 404)
            #expect(try answer.error().code == "1404")
        }
    }
}

/// A job that nobody made.
enum UnknownJob {
    static let text = Deployment.Identity(derivedFrom: "nobody made it").description
}
