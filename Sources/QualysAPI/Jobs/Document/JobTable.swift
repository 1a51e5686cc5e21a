// SPDX-License-Identifier: Apache-2.0
import Web

/// The members of a job in the vendor's order (release notes 3.9, "Get Default Deployment Job
/// Details by Job ID"), each with what it may be and what it is where nobody says.
///
/// The defaults are those of the vendor's samples. A restart is announced a quarter of an hour
/// ahead where nobody says otherwise, as there.
enum JobTable {
    /// The members of a job of an application.
    static func members(of family: JobDocument.Family) -> [JobMember] {
        switch family {
        case .patch: patch
        case .mitigation: mitigation
        }
    }

    private static let patch = head(types: patchTypes) + whom(subCategory: "Patch") + how + tail
    private static let mitigation =
        head(types: mitigationTypes) + whom(subCategory: "Mitigation") + how + tail
        + [JobMember("qids", .numbers)]

    private static let patchTypes = JobValue.choice(["Install", "Rollback"])
    // The vendor's samples of mitigation jobs say Install, clients say Mitigate; both mean the same.
    private static let mitigationTypes = JobValue.choice(
        ["Install", "Mitigate"],
        also: ["Mitigation": "Mitigate"]
    )

    /// The form of the name of a job.
    static let name = JobValue.text(1...256)

    private static func head(types: JobValue) -> [JobMember] {
        [
            .server("customerId"),
            .server("id"),
            .server("schemaVersion", .string("1.0")),
            JobMember("name", name, or: .string(""), onNull: .kept),
            JobMember("description", .text(0...4_096)),
            JobMember("type", types, or: .string("Install"), onNull: .kept),
            JobMember(
                "status",
                .choice(["Enabled", "Disabled"]),
                or: .string("Disabled"),
                onNull: .kept
            ),
            JobMember("coAuthorUserIds", .identities),
            JobMember(
                "scheduleType",
                .choice(
                    ["On-demand", "Once", "Daily", "Weekly", "Monthly", "Conditional"],
                    also: ["Run Once": "Once"]
                ),
                or: .string("On-demand"),
                onNull: .kept
            ),
            JobMember("startDateTime", .dateTime),
            JobMember("recurring", .flag),
            JobMember("timezoneType", .choice(["SPECIFIC_TZ", "AGENT_TZ"])),
            JobMember("timezone", .zone),
            .server("createdBy"),
            .server("updatedBy"),
            .server("deletedBy"),
            .server("assetCount"),
            .server("taggedAssetCount", .integer(0)),
            .server("applicableAssetCount", .integer(0)),
            .server("totalAssetCount"),
            .server("assetResultReceivedCount"),
            JobMember("jobCategory", .number(0...99), or: .integer(3)),
            .server("jobTriggerStatus"),
            .server("completionPercent"),
            JobMember("jobSource", .number(0...99), or: .integer(2)),
            .server("readOnly", .boolean(false)),
        ]
    }

    private static func whom(subCategory: String) -> [JobMember] {
        [
            .server("subCategory", .string(subCategory)),
            JobMember("platform", .choice(["Windows", "Linux", "MacOS"], also: ["Mac": "MacOS"])),
            JobMember("assetIds", .identities),
            JobMember("assetTagIds", .identities, spellings: ["tagIds"]),
            JobMember("matchAllTagIds", .identities),
            JobMember("exclusionTagIds", .identities),
            JobMember("exclusionAssetIds", .identities),
            JobMember("approvedPatches", .identities),
            .server("disabledPatches"),
            .server("patchCount", .integer(0)),
            JobMember("recurringWeekDays", .weekdays),
            JobMember("dayOfMonth", .number(1...31)),
            JobMember("recurringDayOfMonth", .number(1...5)),
            JobMember("recurringWeekDayOfMonth", .number(0...6)),
        ]
    }

    private static let how: [JobMember] = [
        JobMember("timeout", .number(-1...10_080), or: .integer(-1)),
        JobMember("timeoutUnit", hoursOrMinutes, or: .string("HOURS")),
        JobMember("preDeployment", .object(JobParts.before)),
        JobMember("duringDeployment", .object(JobParts.text)),
        JobMember("postDeployment", .object(JobParts.after)),
        JobMember("opportunisticDownloads", .flag),
        JobMember("filterType", anyOrAll, or: .string("Any")),
        JobMember("exclusionFilterType", anyOrAll, or: .string("Any")),
        JobMember("minimizeWindow", .flag),
        JobMember("dynamicPatchesQQL", .query),
        JobMember("isDynamicPatchesQQL", .flag),
        JobMember("dynamicQQLType", .number(0...2), or: .integer(1)),
        JobMember("assetDetectionsQQL", .query),
        JobMember("continueOnPatchFailure", .flag),
        JobMember("preDeployActions", .actions),
        JobMember("postDeployActions", .actions),
        JobMember("monthlyRecurringType", .number(0...1)),
        JobMember("patchTuesdayPlusXDays", .number(-27...27)),
        JobMember("recurringLastDayOfMonth", .flag),
        JobMember("notification", .optionalObject(JobParts.notification)),
        JobMember("linkedJobId", .identity),
        .server("linkedToJob"),
        .server("linkedJobs"),
        JobMember("jobStartCountdown", .optionalObject(JobParts.countdown)),
        JobMember("passwordAction", .anything),
    ]

    private static let tail: [JobMember] = [
        JobMember("additionalDynamicQQLType", .number(0...2)),
        JobMember("additionalDynamicPatchesQQL", .query, or: .null),
        JobMember("downloadRandomizeTime", .number(0...120), or: .integer(0)),
        JobMember("downloadRandomizeTimeUnit", hoursOrMinutes, or: .string("MINUTES")),
        JobMember("customPatchURLId", .anything),
        JobMember("isVulnContext", .flag),
        JobMember("remediationQids", .numbers),
        JobMember("isAssetImported", .flag),
        JobMember("enableReattemptFailedPatches", .flag),
        JobMember("reattemptFailedPatches", .object(JobParts.retries)),
        JobMember("allowExecutionWithPendingReboot", .flag),
        JobMember("isDefaultJob", .flag),
        JobMember("defaultJobConfiguration", .optionalObject(JobParts.occasions)),
    ]

    private static let anyOrAll = JobValue.choice(["Any", "All"])
    private static let hoursOrMinutes = JobValue.choice(
        ["HOURS", "MINUTES"],
        also: ["HOUR": "HOURS", "MINUTE": "MINUTES"]
    )
}
