// SPDX-License-Identifier: Apache-2.0
import Web

extension JobRow {
    private static let identities = Schema.nullable(.array(of: .string))
    private static let actions = Schema.nullable(.array(of: .map(of: .any)))
    private static let choice = Schema.nullable(.string)
    private static let count = Schema.nullable(.integer)
    private static let settings = Schema.map(of: .any)

    /// The shape of a job; a projected one may lack any member.
    static func schema(isProjected: Bool = false) -> Schema {
        let member: (Schema) -> Schema = { isProjected ? .optional($0) : $0 }
        return .object([
            "customerId": member(.nullable(.string)), "id": member(.string),
            "schemaVersion": member(.string), "name": member(.string),
            "description": member(.string), "type": member(.string),
            "status": member(.values(["Enabled", "Disabled"])),
            "coAuthorUserIds": member(identities), "scheduleType": member(choice),
            "startDateTime": member(choice), "recurring": member(.boolean),
            "timezoneType": member(choice), "timezone": member(choice),
            "createdBy": member(JobPerson.schema), "updatedBy": member(JobPerson.schema),
            "deletedBy": member(JobPerson.schema), "assetCount": member(count),
            "taggedAssetCount": member(count), "applicableAssetCount": member(count),
            "totalAssetCount": member(count), "assetResultReceivedCount": member(count),
            "jobCategory": member(count), "jobTriggerStatus": member(count),
            "completionPercent": member(count), "jobSource": member(count),
            "readOnly": member(.boolean), "subCategory": member(.string),
            "platform": member(choice), "assetIds": member(identities),
            "assetTagIds": member(identities), "matchAllTagIds": member(identities),
            "exclusionTagIds": member(identities), "exclusionAssetIds": member(identities),
            "approvedPatches": member(identities), "disabledPatches": member(identities),
            "patchCount": member(count), "recurringWeekDays": member(choice),
            "dayOfMonth": member(count), "recurringDayOfMonth": member(count),
            "recurringWeekDayOfMonth": member(count), "timeout": member(count),
            "timeoutUnit": member(choice), "preDeployment": member(settings),
            "duringDeployment": member(settings), "postDeployment": member(settings),
            "opportunisticDownloads": member(.boolean), "filterType": member(choice),
            "exclusionFilterType": member(choice), "minimizeWindow": member(.boolean),
            "dynamicPatchesQQL": member(choice), "isDynamicPatchesQQL": member(.boolean),
            "dynamicQQLType": member(count), "assetDetectionsQQL": member(choice),
            "continueOnPatchFailure": member(.boolean), "preDeployActions": member(actions),
            "postDeployActions": member(actions), "monthlyRecurringType": member(count),
            "patchTuesdayPlusXDays": member(count), "recurringLastDayOfMonth": member(.boolean),
            "notification": member(.nullable(settings)), "linkedJobId": member(choice),
            "linkedToJob": member(.nullable(JobReference.schema)),
            "linkedJobs": member(.nullable(.array(of: JobReference.schema))),
            "jobStartCountdown": member(.nullable(settings)),
            "passwordAction": member(.nullable(.any)),
            "additionalDynamicQQLType": member(count),
            "additionalDynamicPatchesQQL": member(choice),
            "downloadRandomizeTime": member(count), "downloadRandomizeTimeUnit": member(choice),
            "customPatchURLId": member(.nullable(.any)), "isVulnContext": member(.boolean),
            "remediationQids": member(.nullable(.array(of: .integer))),
            "isAssetImported": member(.boolean),
            "enableReattemptFailedPatches": member(.boolean),
            "reattemptFailedPatches": member(settings),
            "allowExecutionWithPendingReboot": member(.boolean), "isDefaultJob": member(.boolean),
            "defaultJobConfiguration": member(.nullable(settings)),
            "qids": .optional(.nullable(.array(of: .integer))),
        ])
    }

    /// The shape of a summary; each member may be left out by `attributes`.
    static let summarySchema = Schema.object([
        "id": .optional(.string), "name": .optional(.string),
        "coAuthorUserIds": .optional(identities), "subCategory": .optional(.string),
        "dynamicQQLType": .optional(count), "matchAllTags": .optional(identities),
        "type": .optional(.string), "recurringWeekDays": .optional(choice),
        "totalAssetCount": .optional(count), "isDynamicPatchesQQL": .optional(.boolean),
        "assetCount": .optional(count), "customPatchUrlConfigured": .optional(.boolean),
        "linkedJobReferenceCount": .optional(.integer),
        "created": .optional(JobPerson.summarySchema), "triggerStatus": .optional(count),
        "recurringDayOfMonth": .optional(count), "jobSource": .optional(count),
        "readOnly": .optional(.boolean), "tags": .optional(.array(of: JobReference.schema)),
        "exclusionAssetIds": .optional(identities), "scheduleType": .optional(choice),
        "dayOfMonth": .optional(count), "disabledPatches": .optional(identities),
        "filterType": .optional(choice),
        "updated": .optional(.nullable(JobPerson.summarySchema)),
        "additionalQQLS": .optional(identities),
        "status": .optional(.values(["Enabled", "Disabled"])), "timezone": .optional(choice),
        "exclusionFilterType": .optional(choice), "nextScheduleDateTime": .optional(count),
        "platform": .optional(choice), "mitigationActionCount": .optional(.integer),
        "isPriorityJob": .optional(.boolean), "customerId": .optional(.nullable(.string)),
        "exclusionTags": .optional(identities), "taggedAssetCount": .optional(count),
        "patchCount": .optional(count), "applicableAssetCount": .optional(count),
        "patchTuesdayPlusXDays": .optional(count), "schemaVersion": .optional(.string),
        "recurringLastDayOfMonth": .optional(.boolean),
        "recurringWeekDayOfMonth": .optional(count), "isRecurring": .optional(.boolean),
        "lastScheduleDateTime": .optional(count), "dynamicPatchesQQL": .optional(choice),
        "startDateTime": .optional(choice), "timezoneType": .optional(choice),
        "deleted": .optional(.nullable(.boolean)), "monthlyRecurringType": .optional(count),
        "completionPercent": .optional(count), "category": .optional(count),
        "linkedJobId": .optional(choice), "assetResultReceivedCount": .optional(count),
        "isVulnContext": .optional(.boolean), "isAssetImported": .optional(.boolean),
        "remediationQids": .optional(.nullable(.array(of: .integer))),
    ])
}
