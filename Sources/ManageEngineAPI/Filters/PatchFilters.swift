// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

/// The parameters that choose patches.
extension QueryFilter where Field == PatchField {
    /// The patch with an id.
    static var id: Self {
        .numbers("patchid", 0...Int64.max, .number, summary: "Only the patch with this id.")
    }

    /// The patches that answer an advisory.
    static var bulletin: Self {
        .text("bulletinid", .advisory, summary: "Only patches that answer this advisory.")
    }

    /// The patches of a severity.
    static var severity: Self {
        .numbers(
            "severityfilter",
            0...4,
            .severity,
            summary: "0 unrated, 1 low, 2 moderate, 3 important, 4 critical."
        )
    }

    /// The patches of a platform.
    static var platform: Self {
        let name = "platformfilter"
        let choice = Parameter.choice(
            name,
            Platform.allCases.map(\.rawValue),
            summary: "Only patches of this platform."
        )
        return Self([choice]) { call in
            call.string(name).map { .test(.platform, .isOneOf([.text($0)])) }
        }
    }

    /// The patches that were decided about in a way.
    static var approval: Self {
        .codes(
            "approvalstatusfilter",
            [
                "211": { _ in .test(.decision, .isOneOf([.text("approved")])) },
                "212": { _ in .test(.decision, .isOneOf([.text("declined")])) },
                "0": { _ in .test(.decision, .isOneOf([.text("none")])) },
                // The former number of "not approved".
                "210": { _ in .test(.decision, .isOneOf([.text("none")])) },
            ],
            summary: "211 approved, 212 declined, 0 (formerly 210) not approved."
        )
    }

    /// The patches that are installed, missing or failed on at least one system.
    static var status: Self {
        .codes(
            "patchstatusfilter",
            [
                "201": { _ in .test(.installedCount, .isBetween(1, nil)) },
                "202": { _ in .test(.missingCount, .isBetween(1, nil)) },
                "206": { _ in .test(.failedCount, .isBetween(1, nil)) },
            ],
            summary: "201 installed, 202 missing, 206 failed on at least one system."
        )
    }

    /// The columns of a patch that can be searched.
    static var searchColumns: KeyValuePairs<String, [PatchField]> {
        [
            "patch_name": [.name], "patch_description": [.name], "patch_id": [.number],
            "bulletin_id": [.advisory], "platform_name": [.platform],
        ]
    }
}
