// SPDX-License-Identifier: Apache-2.0
import Web

/// Members that say the same thing in different ways, of which a job has one.
///
/// A change that says it in one way takes the former way back, as a job of a patch list becomes one
/// of a query (Using QQL to Automate Patch Selection). A body that says it in two ways is left as it
/// is: ``JobRules`` refuses it.
enum JobAlternatives {
    /// One of the ways.
    private struct Way {
        /// The members that it is said with.
        let members: [String]
        /// Whether a change says it; asked of the change alone and of what comes of it.
        let isSaid: @Sendable (_ change: JSONObject, _ result: JSONObject) -> Bool
    }

    /// The members after a change, without the former ways of what it says.
    ///
    /// - Parameters:
    ///   - result: The members after the change.
    ///   - change: What the change makes of a job of nothing but defaults.
    ///   - table: The members of the job.
    /// - Returns: The members with one way of each thing, unless the change itself says two.
    static func settled(
        _ result: JSONObject,
        _ change: JSONObject,
        _ table: [JobMember]
    ) -> JSONObject {
        var settled = result
        for ways in [patches, tags, days] {
            let said = ways.filter { $0.isSaid(change, result) }
            guard said.count == 1 else { continue }
            let kept = Set(said[0].members)
            for member in table
            where !kept.contains(member.name)
                && ways.contains(where: { way in
                    way.members.contains(member.name)
                })
            {
                settled.set(member.name, to: member.fallback)
            }
        }
        return settled
    }

    private static let patches = [
        Way(members: ["approvedPatches"]) { change, _ in change.hasElements("approvedPatches") },
        Way(
            members: [
                "dynamicPatchesQQL", "isDynamicPatchesQQL", "dynamicQQLType",
                "additionalDynamicPatchesQQL", "additionalDynamicQQLType",
            ]
        ) { change, result in
            result.usesQuery
                && (change.flag("isDynamicPatchesQQL") || change.text("dynamicPatchesQQL") != nil)
        },
        Way(members: ["linkedJobId"]) { change, _ in change.text("linkedJobId") != nil },
    ]

    private static let tags = [
        Way(members: ["assetTagIds"]) { change, _ in change.hasElements("assetTagIds") },
        Way(members: ["matchAllTagIds"]) { change, _ in change.hasElements("matchAllTagIds") },
    ]

    private static let days = [
        Way(members: ["monthlyRecurringType", "patchTuesdayPlusXDays"]) { change, _ in
            change.number("monthlyRecurringType") == 1
        },
        Way(members: ["recurringLastDayOfMonth"]) { change, _ in
            change.flag("recurringLastDayOfMonth")
        },
        Way(members: ["recurringDayOfMonth", "recurringWeekDayOfMonth"]) { change, _ in
            change.number("recurringDayOfMonth") != nil
                || change.number("recurringWeekDayOfMonth") != nil
        },
        Way(members: ["dayOfMonth"]) { change, _ in change.number("dayOfMonth") != nil },
    ]
}
