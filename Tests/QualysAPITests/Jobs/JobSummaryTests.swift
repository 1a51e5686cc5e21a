// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

@Suite struct JobSummaryTests {
    /// The only members that strict clients know.
    private static let members: Set<String> = [
        "id", "name", "coAuthorUserIds", "subCategory", "dynamicQQLType", "matchAllTags", "type",
        "recurringWeekDays", "totalAssetCount", "isDynamicPatchesQQL", "assetCount",
        "customPatchUrlConfigured", "linkedJobReferenceCount", "created", "triggerStatus",
        "recurringDayOfMonth", "jobSource", "readOnly", "tags", "exclusionAssetIds",
        "scheduleType", "dayOfMonth", "disabledPatches", "filterType", "updated",
        "additionalQQLS", "status", "timezone", "exclusionFilterType", "nextScheduleDateTime",
        "platform", "mitigationActionCount", "isPriorityJob", "customerId", "exclusionTags",
        "taggedAssetCount", "patchCount", "applicableAssetCount", "patchTuesdayPlusXDays",
        "schemaVersion", "recurringLastDayOfMonth", "recurringWeekDayOfMonth", "isRecurring",
        "lastScheduleDateTime", "dynamicPatchesQQL", "startDateTime", "timezoneType", "deleted",
        "monthlyRecurringType", "completionPercent", "category", "linkedJobId",
        "assetResultReceivedCount", "isVulnContext", "isAssetImported", "remediationQids",
    ]

    @Test("a summary has exactly the members that strict clients know")
    func hasExactKeys() async throws {
        let visit = try await Visit()
        try await visit.makeJob("x", #""platform": "Linux""#)
        let row = try #require(try await visit.get("/pm/v1/deploymentjobs/summary").rows().first)
        #expect(Set(row.keys) == Self.members)
        #expect(row.keys.count == Self.members.count)
    }

    @Test("until someone changes it `updated` is null, and then it says who and when")
    func tellsChanges() async throws {
        let visit = try await Visit()
        let job = try await visit.makeJob("x")
        let before = try #require(
            try await visit.get("/pm/v1/deploymentjobs/summary").rows().first
        )
        #expect(before.value("updated") == .null)
        #expect(before.value("created")?.keys == ["user", "date"])
        #expect(before.value("created")?.value("user")?.keys == ["id", "name"])
        visit.world.clock.advance(by: .seconds(5))
        #expect(try await visit.change(job, #"{"name": "y"}"#).status == 200)
        let after = try #require(
            try await visit.get("/pm/v1/deploymentjobs/summary").rows().first
        )
        #expect(after.value("updated")?.value("user")?.value("name")?.text == "admin")
        #expect(after.value("updated")?.number("date") == visit.world.clock.now.milliseconds)
    }

    @Test("times are as strict clients read them: twelve hours, and milliseconds since 1970")
    func writesTimes() async throws {
        let visit = try await Visit()
        try await visit.makeJob(
            "nightly",
            #""status": "Enabled", "platform": "Linux""#,
            Visit.daily,
            #""assetTagIds": ["\#(try visit.tag("smiths"))"]"#,
            #""exclusionTagIds": ["\#(try visit.tag("annex"))"]"#,
            #""dynamicPatchesQQL": "isSecurity:true""#
        )
        let first = Timestamp(milliseconds: 1_773_867_600_000)
        let path = "/pm/v1/deploymentjobs/summary"
        let waiting = try #require(try await visit.get(path).rows().first)
        #expect(waiting.value("startDateTime")?.text == "2026-3-18 09:00:00 PM")
        #expect(waiting.value("timezone")?.text == "UTC")
        #expect(waiting.number("nextScheduleDateTime") == first.milliseconds)
        #expect(waiting.value("lastScheduleDateTime") == .null)
        #expect(waiting.value("isRecurring") == .boolean(true))
        #expect(waiting.value("schemaVersion")?.text == "1.0")
        #expect(waiting.value("tags")?.elements?.first?.value("name")?.text == "smiths")
        #expect(waiting.texts("exclusionTags") == [try visit.tag("annex")])
        try await visit.tick(after: first - visit.world.clock.now)
        let later = try await Visit(visit.world)
        let begun = try #require(try await later.get(path).rows().first)
        #expect(begun.number("lastScheduleDateTime") == first.milliseconds)
        #expect(begun.number("nextScheduleDateTime") == first.milliseconds + 86_400_000)
        #expect(begun.number("triggerStatus") == 1)
        #expect(begun.number("applicableAssetCount") == 1)
    }

    @Test("summaries are read until a page is empty")
    func pages() async throws {
        let visit = try await Visit()
        for number in 1...11 { try await visit.makeJob("job \(number)", #""platform": "Linux""#) }
        var seen: [String] = []
        for number in 0...2 {
            let page = "platform=Linux&pageNumber=\(number)&ownedJob=False&coauthorJob=False"
            seen += try await visit.names(page, of: "/summary")
        }
        #expect(seen.count == 11)
        #expect(Set(seen).count == 11)
        #expect(try await visit.names("platform=Windows&pageNumber=0", of: "/summary").isEmpty)
    }
}
