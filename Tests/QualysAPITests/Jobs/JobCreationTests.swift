// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Services
import Testing
import Web

@Suite struct JobCreationTests {
    /// The members of the vendor's sample, in its order.
    static let members = [
        "customerId", "id", "schemaVersion", "name", "description", "type", "status",
        "coAuthorUserIds", "scheduleType", "startDateTime", "recurring", "timezoneType",
        "timezone", "createdBy", "updatedBy", "deletedBy", "assetCount", "taggedAssetCount",
        "applicableAssetCount", "totalAssetCount", "assetResultReceivedCount", "jobCategory",
        "jobTriggerStatus", "completionPercent", "jobSource", "readOnly", "subCategory",
        "platform", "assetIds", "assetTagIds", "matchAllTagIds", "exclusionTagIds",
        "exclusionAssetIds", "approvedPatches", "disabledPatches", "patchCount",
        "recurringWeekDays", "dayOfMonth", "recurringDayOfMonth", "recurringWeekDayOfMonth",
        "timeout", "timeoutUnit", "preDeployment", "duringDeployment", "postDeployment",
        "opportunisticDownloads", "filterType", "exclusionFilterType", "minimizeWindow",
        "dynamicPatchesQQL", "isDynamicPatchesQQL", "dynamicQQLType", "assetDetectionsQQL",
        "continueOnPatchFailure", "preDeployActions", "postDeployActions",
        "monthlyRecurringType", "patchTuesdayPlusXDays", "recurringLastDayOfMonth",
        "notification", "linkedJobId", "linkedToJob", "linkedJobs", "jobStartCountdown",
        "passwordAction", "additionalDynamicQQLType", "additionalDynamicPatchesQQL",
        "downloadRandomizeTime", "downloadRandomizeTimeUnit", "customPatchURLId",
        "isVulnContext", "remediationQids", "isAssetImported", "enableReattemptFailedPatches",
        "reattemptFailedPatches", "allowExecutionWithPendingReboot", "isDefaultJob",
        "defaultJobConfiguration",
    ]

    @Test("a job is answered with 201 and every member of the vendor's sample, in its order")
    func answersWithJob() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "first",
            #""type": "Install""#,
            #""platform": "Linux""#,
            Visit.patches(WorldCatalogue.hammer),
            try visit.assets("alder")
        )
        #expect(job.keys == Self.members)
        #expect(try await visit.job(job) == job)
        #expect(
            job.value("customerId")?.text
                == visit.world.services.index.snapshot.tenants
                .first { $0.path == TenantPath(root: 1) }?.id.description
        )
        #expect(job.value("status")?.text == "Disabled")
        #expect(job.value("subCategory")?.text == "Patch")
        #expect(job.value("readOnly") == .boolean(false))
        let created = try #require(job.value("createdBy"))
        #expect(created.value("user")?.value("name")?.text == "admin")
        #expect(
            created.value("user")?.value("id")?.text
                == User.Identity(derivedFrom: "admin").description
        )
        #expect(created.number("date") == visit.world.clock.now.milliseconds)
        for nobody in ["updatedBy", "deletedBy"] {
            #expect(
                job.value(nobody)
                    == .object(JSONObject([.init("user", .null), .init("date", .null)]))
            )
        }
    }

    @Test("before its first run a job tells the assets that it names, and no results")
    func countsBefore() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "first",
            Visit.patches(WorldCatalogue.hammer, WorldCatalogue.kernel),
            try visit.assets("alder"),
            #""assetTagIds": ["\#(try visit.tag("annex"))"]"#
        )
        #expect(job.number("assetCount") == 1)
        #expect(job.number("taggedAssetCount") == 2)
        #expect(job.number("totalAssetCount") == 3)
        #expect(job.number("applicableAssetCount") == 0)
        #expect(job.number("patchCount") == 2)
        for none in ["assetResultReceivedCount", "completionPercent", "jobTriggerStatus"] {
            #expect(job.value(none) == .null)
        }
    }

    @Test("an enabled job on demand begins at once, and is counted through to its end")
    func beginsAtOnce() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "now",
            #""status": "Enabled""#,
            Visit.patches(WorldCatalogue.hammer, WorldCatalogue.kernel),
            try visit.assets("alder", "birch", "holly")
        )
        #expect(job.value("status")?.text == "Enabled")
        #expect(job.number("applicableAssetCount") == 2)
        #expect(job.number("totalAssetCount") == 3)
        #expect(job.number("assetResultReceivedCount") == 0)
        #expect(job.number("completionPercent") == 0)
        #expect(job.number("jobTriggerStatus") == 1)
        #expect(try await visit.carryOut(on: "holly").isEmpty)
        let orders = try await visit.carryOut(on: "alder")
        #expect(orders.flatMap(\.patches).count == 2)
        let half = try await visit.job(job)
        #expect(half.number("assetResultReceivedCount") == 1)
        #expect(half.number("completionPercent") == 50)
        try await visit.carryOut(on: "birch", .failure("no room"))
        let done = try await visit.job(job)
        #expect(done.number("assetResultReceivedCount") == 2)
        #expect(done.number("completionPercent") == 100)
        #expect(done.number("jobTriggerStatus") == 2)
        #expect(done.value("status")?.text == "Enabled")
    }

    @Test("the body that a strict client sends makes a job")
    func readsMinimalBody() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob(
            "j",
            #""assetIds": ["\#(try visit.id("alder"))"]"#,
            #""dynamicPatchesQQL": "vendorSeverity:`Critical`""#,
            #""dynamicQQLType": 1"#,
            #""isDynamicPatchesQQL": true"#,
            #""platform": "Linux""#,
            #""scheduleType": "On-demand""#,
            #""status": "Enabled""#,
            #""timeout": -1"#,
            #""type": "Install""#
        )
        #expect(job.number("applicableAssetCount") == 1)
        let orders = try await visit.carryOut(on: "alder")
        #expect(
            orders.flatMap(\.patches).map(\.patch) == [WorldCatalogue.kernel.patch.uuid]
        )
    }

    @Test("a slash at the end of the path changes nothing")
    func takesTrailingSlash() async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/pm/v1/deploymentjob/", #"{"name": "x"}"#)
        #expect(answer.status == 201)
        let id = try Visit.id(answer.json())
        #expect(try await visit.get("/pm/v1/deploymentjob/\(id)/").status == 200)
        #expect(try await visit.get("/pm/v1/deploymentjobs/").column("name") == ["x"])
    }

    @Test(
        "a body that is no job is refused with what is wrong",
        arguments: [
            (nil, "body"), ("", "body"), ("[]", "body: must be a JSON object"),
            ("7", "body: must be a JSON object"), ("{}", "body name"),
            (#"{"name": 7}"#, "body name"), (#"{"name": "x", "type": "Paint"}"#, "body type"),
            (#"{"name": "x", "scheduleType": "Once"}"#, "body startDateTime"),
            (#"{"name": "x", "status": "Enabled"}"#, "body assetIds"),
            (#"{"name": "x", "assetIds": ["u"]}"#, "body assetIds[0]"),
            (#"{"name": "x", "dynamicPatchesQQL": "and"}"#, "body dynamicPatchesQQL"),
        ] as [(String?, String)]
    )
    func refuses(body: String?, place: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/pm/v1/deploymentjob", body)
        #expect(answer.status == 400, "\(answer.text)")
        let error = try answer.error()
        #expect(error.code == "1400")
        #expect(error.message.contains(place), "\(error.message)")
        #expect(try await visit.names().isEmpty)
    }

    @Test("a job that takes its patches from one that is not there is not found")
    func refusesUnknownLink() async throws {
        let visit = try await Visit()
        let unknown = Deployment.Identity(derivedFrom: "nothing")
        let answer = try await visit.post(
            "/pm/v1/deploymentjob",
            #"{"name": "x", "linkedJobId": "\#(unknown)"}"#
        )
        #expect(answer.status == 404)
    }

    @Test("who may not deploy, or not approve, makes no job; who may only look reads them")
    func needsPermission() async throws {
        let first = try await Visit()
        let job = try await first.makeJob("x", Visit.patches(WorldCatalogue.hammer))
        let looking: Set<Permission> = [.readDevices, .readPatches, .readDeployments]
        try await first.world.addUser("reader", permissions: looking)
        let reader = try await Visit(first.world, as: "reader")
        #expect(try await reader.job(job).value("readOnly") == .boolean(true))
        let body = #"{"name": "y", \#(Visit.patches(WorldCatalogue.hammer))}"#
        #expect(try await reader.post("/pm/v1/deploymentjob", body).status == 403)
        try await first.world.addUser("worker", permissions: looking.union([.deploy]))
        let worker = try await Visit(first.world, as: "worker")
        #expect(try await worker.post("/pm/v1/deploymentjob", body).status == 403)
        try await first.world.addUser("nobody", permissions: [.readDevices, .readPatches])
        let nobody = try await Visit(first.world, as: "nobody")
        #expect(try await nobody.get("/pm/v1/deploymentjobs").status == 403)
    }
}
