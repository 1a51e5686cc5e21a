// SPDX-License-Identifier: Apache-2.0

/// Bodies of the shape of the vendor's samples.
enum JobSamples {
    static let create = """
        {
          "dynamicPatchesQQL": "patch.downloadMethod:Automatic ", "isDynamicPatchesQQL": true,
          "dynamicQQLType": "1", "assetCount": 0, "assetTagIds": ["\(JobWorld.pits)"],
          "assetDetectionsQQL": "",
          "duringDeployment": {"userMessage": "", "description": ""},
          "name": "quarry_default", "description": "",
          "postDeployment": {
            "suppressreboots": true, "rebootHonorOnUserLogin": false,
            "onComplete": {
              "userMessage": "", "description": "", "alwaysShowCompletedPrompt": false
            },
            "rebootCountdown": {
              "interval": 15, "intervalUnit": "MINUTES",
              "userMessage": "The kiln restarts", "description": "Leave it in a quarter of an hour."
            },
            "rebootOption": {
              "deferment": {"count": 2, "interval": 4, "intervalUnit": "HOURS"},
              "userMessage": "", "description": ""
            }
          },
          "preDeployment": {
            "deferment": {"count": 2, "interval": 4, "intervalUnit": "HOURS"},
            "userMessage": "", "description": ""
          },
          "scheduleType": "Conditional", "schemaVersion": "1.0", "startDateTime": null,
          "status": "Disabled", "opportunisticdownloads": false, "minimizeWindow": false,
          "enableReattemptFailedPatches": false,
          "reattemptFailedPatches": {"noOfReattempts": 0, "exponentialBackoffInterval": 0},
          "allowExecutionWithPendingReboot": false, "customPatchURLId": null, "timeout": -1,
          "timeoutUnit": "HOURS", "downloadRandomizeTime": 0,
          "downloadRandomizeTimeUnit": "MINUTES", "timezone": null, "timezoneType": null,
          "type": "Install", "filterType": "Any", "exclusionFilterType": "Any",
          "exclusionTagIds": [], "matchAllTagIds": [], "coAuthorUserIds": [],
          "platform": "Windows", "jobCategory": null, "jobSource": 2, "remediationQids": [],
          "isVulnContext": false, "subCategory": "Patch", "isDefaultJob": true,
          "defaultJobConfiguration": {"onAssetActivation": true, "onAssetInactiveForXDays": 9}
        }
        """

    /// A job as it is read: every member, in order.
    static let get = """
        {
          "customerId": "7d5a0d0a-7f0c-4b0f-9a3c-0d5f3f1e2b11",
          "id": "2b8a2f3d-90f5-4b6a-8c1d-6f4f0a3e5c22", "schemaVersion": "1.0",
          "name": "Copy_of_quarry", "description": "", "type": "Install", "status": "Disabled",
          "coAuthorUserIds": null, "scheduleType": "Conditional", "startDateTime": null,
          "recurring": false, "timezoneType": null, "timezone": null,
          "createdBy": {
            "user": {
              "id": "5c0d9a4e-3f5b-4d0e-9b1a-7e2f4c6d8a33", "name": "mason", "fullName": "A Mason"
            },
            "date": 1785576605000
          },
          "updatedBy": {"user": null, "date": null}, "deletedBy": {"user": null, "date": null},
          "assetCount": null, "taggedAssetCount": 0, "applicableAssetCount": 0,
          "totalAssetCount": null, "assetResultReceivedCount": null, "jobCategory": 3,
          "jobTriggerStatus": null, "completionPercent": null, "jobSource": 2, "readOnly": false,
          "subCategory": "Patch", "platform": "Windows", "assetIds": null,
          "assetTagIds": ["\(JobWorld.sheds)"], "matchAllTagIds": null, "exclusionTagIds": null,
          "exclusionAssetIds": null, "approvedPatches": null, "disabledPatches": null,
          "patchCount": 0, "recurringWeekDays": "", "dayOfMonth": null,
          "recurringDayOfMonth": null, "recurringWeekDayOfMonth": null, "timeout": -1,
          "timeoutUnit": "HOURS",
          "preDeployment": {
            "userMessage": "", "description": "",
            "deferment": {"count": 2, "interval": 4, "intervalUnit": "HOURS"}
          },
          "duringDeployment": {"userMessage": "", "description": ""},
          "postDeployment": {
            "suppressReboots": false, "rebootHonorOnUserLogin": false,
            "rebootOption": {
              "userMessage": "", "description": "",
              "deferment": {"count": 2, "interval": 4, "intervalUnit": "HOURS"}
            },
            "rebootCountdown": {
              "interval": 20, "intervalUnit": "MINUTES", "userMessage": "The kiln restarts",
              "description": "Leave it in twenty minutes."
            },
            "onComplete": {
              "userMessage": "", "description": "", "alwaysShowCompletedPrompt": false
            }
          },
          "opportunisticDownloads": false, "filterType": "Any", "exclusionFilterType": "Any",
          "minimizeWindow": false, "dynamicPatchesQQL": "", "isDynamicPatchesQQL": false,
          "dynamicQQLType": 1, "assetDetectionsQQL": "", "continueOnPatchFailure": false,
          "preDeployActions": null, "postDeployActions": null, "monthlyRecurringType": null,
          "patchTuesdayPlusXDays": null, "recurringLastDayOfMonth": false, "notification": null,
          "linkedJobId": null, "linkedToJob": null, "linkedJobs": null, "jobStartCountdown": null,
          "passwordAction": null, "additionalDynamicQQLType": null,
          "additionalDynamicPatchesQQL": null, "downloadRandomizeTime": 0,
          "downloadRandomizeTimeUnit": "MINUTES", "customPatchURLId": null,
          "isVulnContext": false, "remediationQids": null, "isAssetImported": false,
          "enableReattemptFailedPatches": false,
          "reattemptFailedPatches": {"noOfReattempts": 0, "exponentialBackoffInterval": 0},
          "allowExecutionWithPendingReboot": false, "isDefaultJob": true,
          "defaultJobConfiguration": {"onAssetActivation": false, "onAssetInactiveForXDays": 40}
        }
        """

    static let update = """
        {
          "name": "quarry_default", "description": "changed", "type": "Install",
          "status": "Disabled", "coAuthorUserIds": null, "scheduleType": "Conditional",
          "startDateTime": null, "recurring": null, "timezoneType": null, "timezone": null,
          "assetCount": null, "taggedAssetCount": 0, "applicableAssetCount": 0,
          "totalAssetCount": null, "assetResultReceivedCount": null, "jobCategory": 3,
          "jobTriggerStatus": null, "completionPercent": null, "jobSource": 3, "readOnly": false,
          "subCategory": "Patch", "platform": "Windows", "assetIds": null,
          "assetTagIds": ["\(JobWorld.pits)"], "matchAllTagIds": null, "exclusionTagIds": null,
          "exclusionAssetIds": null, "approvedPatches": null, "disabledPatches": null,
          "patchCount": 0, "recurringWeekDays": null, "dayOfMonth": null,
          "recurringDayOfMonth": null, "recurringWeekDayOfMonth": null, "timeout": -1,
          "timeoutUnit": "HOURS",
          "postDeployment": {
            "suppressReboots": false,
            "rebootCountdown": {"interval": 20, "intervalUnit": "MINUTES"}
          },
          "opportunisticDownloads": null, "filterType": "Any", "exclusionFilterType": "Any",
          "minimizeWindow": false, "dynamicPatchesQQL": "patch.downloadMethod:Automatic ",
          "isDynamicPatchesQQL": true, "dynamicQQLType": 1, "assetDetectionsQQL": "",
          "continueOnPatchFailure": true, "preDeployActions": null, "postDeployActions": null,
          "notification": null, "linkedJobId": null, "linkedToJob": null, "linkedJobs": null,
          "jobStartCountdown": null, "passwordAction": null, "additionalDynamicQQLType": null,
          "additionalDynamicPatchesQQL": null, "downloadRandomizeTime": 0,
          "downloadRandomizeTimeUnit": "MINUTES", "customPatchURLId": null,
          "isVulnContext": false, "remediationQids": null, "isAssetImported": false,
          "enableReattemptFailedPatches": false,
          "reattemptFailedPatches": {"noOfReattempts": 0, "exponentialBackoffInterval": 0},
          "allowExecutionWithPendingReboot": false, "isDefaultJob": true,
          "defaultJobConfiguration": {"onAssetActivation": false, "onAssetInactiveForXDays": 30}
        }
        """
}
