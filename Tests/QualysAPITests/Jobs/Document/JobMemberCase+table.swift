// SPDX-License-Identifier: Apache-2.0

extension JobMemberCase {
    /// Every member that clients set, in the order of the table.
    static let all: [JobMemberCase] = who + whom + when + messages + patches + rest

    private static let unitsAlso = [
        (#""minute""#, #""MINUTES""#), (#""Hour""#, #""HOURS""#),
    ]
    private static let hoursOrMinutes = ["HOURS", "MINUTES"]
    private static let units = ["MINUTES", "HOURS", "DAYS"]

    private static let who: [JobMemberCase] = [
        JobMemberCase(
            "name",
            #""stone""#,
            good: [(#""Küche 7""#, #""Küche 7""#), (#""x""#, #""x""#)],
            bad: [
                #""""#, #""  ""#, "7", "[]", #""a\u0000""#,
                #""\#(String(repeating: "n", count: 257))""#,
            ],
            "must be text of 1 to 256 characters",
            keepsOnNull: true
        ),
        .text("description"),
        .choice("type", ["Install", "Rollback"], or: #""Install""#, keepsOnNull: true),
        .choice("status", ["Enabled", "Disabled"], or: #""Disabled""#, keepsOnNull: true),
        .identities("coAuthorUserIds"),
        .choice(
            "scheduleType",
            ["On-demand", "Once", "Daily", "Weekly", "Monthly", "Conditional"],
            or: #""On-demand""#,
            also: [
                (#""OnDemand""#, #""On-demand""#), (#""on demand""#, #""On-demand""#),
                (#""Run Once""#, #""Once""#),
            ],
            keepsOnNull: true
        ),
        .flag("recurring"),
        .number("jobCategory", 0...99, or: "3"),
        .number("jobSource", 0...99, or: "2"),
    ]

    private static let whom: [JobMemberCase] = [
        .choice(
            "platform",
            ["Windows", "Linux", "MacOS"],
            or: "null",
            also: [(#""Mac""#, #""MacOS""#), (#""""#, "null")]
        ),
        .identities("assetIds"), .identities("assetTagIds"), .identities("matchAllTagIds"),
        .identities("exclusionTagIds"), .identities("exclusionAssetIds"),
        .choice("filterType", ["Any", "All"], or: #""Any""#),
        .choice("exclusionFilterType", ["Any", "All"], or: #""Any""#),
    ]

    private static let when: [JobMemberCase] = [
        JobMemberCase(
            "startDateTime",
            "null",
            good: [
                (#""2026-9-02 08:00:00 PM""#, #""2026-9-02 08:00:00 PM""#),
                (#""2026-09-02 20:00:00""#, #""2026-9-02 08:00:00 PM""#), (#""""#, "null"),
            ],
            bad: [#""soon""#, "1785576605000", "[]"],
            "must be a date and a time, as 2026-8-01 09:30:00 PM or 2026-08-01 21:30:00"
        ),
        .choice("timezoneType", ["SPECIFIC_TZ", "AGENT_TZ"], or: "null"),
        JobMemberCase(
            "timezone",
            "null",
            good: [
                (#""Europe/Vienna""#, #""Europe/Vienna""#), (#""UTC""#, #""UTC""#),
                (#""""#, "null"),
            ],
            bad: [#""Mars/Olympus""#, #""../UTC""#, "7", "[]"],
            "must be the name of a time zone, as Europe/Berlin"
        ),
        JobMemberCase(
            "recurringWeekDays",
            #""""#,
            good: [
                (#""0,1,0,0,0,0,1""#, #""0,1,0,0,0,0,1""#), (#""""#, #""""#),
                (#"" 1, 0,0,0,0,0,0""#, #""1,0,0,0,0,0,0""#),
            ],
            bad: [#""0,1""#, #""0,2,0,0,0,0,0""#, "[0,1,0,0,0,0,0]", #""Monday""#],
            #"must be seven times 0 or 1, Sunday first, as "0,1,0,0,0,0,0""#
        ),
        .number("dayOfMonth", 1...31), .number("recurringDayOfMonth", 1...5),
        .number("recurringWeekDayOfMonth", 0...6), .number("monthlyRecurringType", 0...1),
        .number("patchTuesdayPlusXDays", -27...27), .flag("recurringLastDayOfMonth"),
        .number("timeout", -1...10_080, or: "-1"),
        .choice("timeoutUnit", hoursOrMinutes, or: #""HOURS""#, also: unitsAlso),
    ]

    private static let messages: [JobMemberCase] =
        ["preDeployment", "duringDeployment", "postDeployment.rebootOption"]
        .flatMap { [.text("\($0).userMessage"), .text("\($0).description")] }
        + ["preDeployment.deferment", "postDeployment.rebootOption.deferment"].flatMap {
            [
                .number("\($0).count", 0...99, or: "0"),
                .number("\($0).interval", 1...10_080, or: "1"),
                .choice("\($0).intervalUnit", units, or: #""HOURS""#, also: unitsAlso),
            ]
        }
        + ["postDeployment.rebootCountdown"].flatMap {
            [
                .number("\($0).interval", 0...1_440, or: "15"),
                .choice("\($0).intervalUnit", units, or: #""MINUTES""#, also: unitsAlso),
                .text("\($0).userMessage"), .text("\($0).description"),
            ]
        }
        + [
            .flag("postDeployment.suppressReboots"),
            .flag("postDeployment.rebootHonorOnUserLogin"),
            .text("postDeployment.onComplete.userMessage"),
            .text("postDeployment.onComplete.description"),
            .flag("postDeployment.onComplete.alwaysShowCompletedPrompt"),
        ]

    private static let patches: [JobMemberCase] = [
        .identities("approvedPatches"), .query("dynamicPatchesQQL"), .flag("isDynamicPatchesQQL"),
        .number("dynamicQQLType", 0...2, or: "1"), .query("assetDetectionsQQL"),
        .number("additionalDynamicQQLType", 0...2),
        .query("additionalDynamicPatchesQQL", or: "null"), .numbers("remediationQids"),
        JobMemberCase(
            "linkedJobId",
            "null",
            good: [
                (#""\#(JobWorld.kiln)""#, #""\#(JobWorld.kiln)""#), (#""""#, "null"),
            ],
            bad: [#""a job""#, "7", "[]"],
            "must be a UUID"
        ),
        .flag("continueOnPatchFailure"), .flag("isVulnContext"), .flag("isAssetImported"),
    ]

    private static let rest: [JobMemberCase] = [
        .flag("opportunisticDownloads"), .flag("minimizeWindow"),
        .number("downloadRandomizeTime", 0...120, or: "0"),
        .choice("downloadRandomizeTimeUnit", hoursOrMinutes, or: #""MINUTES""#, also: unitsAlso),
        .flag("enableReattemptFailedPatches"),
        .number("reattemptFailedPatches.noOfReattempts", 0...10, or: "0"),
        .number("reattemptFailedPatches.exponentialBackoffInterval", 0...10_080, or: "0"),
        .flag("allowExecutionWithPendingReboot"), .flag("isDefaultJob"),
        JobMemberCase(
            "passwordAction",
            "null",
            good: [(#"{"kind":[1]}"#, #"{"kind":[1]}"#), ("false", "false")],
            bad: [],
            ""
        ),
        JobMemberCase(
            "customPatchURLId",
            "null",
            good: [("12", "12"), (#""u-7""#, #""u-7""#)],
            bad: [],
            ""
        ),
    ]
}
