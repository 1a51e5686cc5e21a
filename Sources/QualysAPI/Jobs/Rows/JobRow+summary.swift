// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

extension JobRow {
    /// Writes the summary of the job: exactly the members that the vendor's clients know, as they
    /// refuse every other one.
    func writeSummary(to json: inout JSONWriter, _ attributes: Attributes = .all) {
        let members = document.members
        json.object { json in
            json.member("id", attributes, text: deployment.id.description)
            json.member("name", attributes, text: document.name)
            json.copy("coAuthorUserIds", of: members, attributes)
            json.copy("subCategory", of: members, attributes)
            json.copy("dynamicQQLType", of: members, attributes)
            json.copy("matchAllTags", from: "matchAllTagIds", of: members, attributes)
            json.copy("type", of: members, attributes)
            json.copy("recurringWeekDays", of: members, attributes)
            json.member("totalAssetCount", attributes, count: figures.total)
            json.copy("isDynamicPatchesQQL", of: members, attributes)
            json.member("assetCount", attributes, count: figures.named)
            json.member(
                "customPatchUrlConfigured",
                attributes,
                flag: members.value("customPatchURLId") ?? .null != .null
            )
            json.member("linkedJobReferenceCount", attributes, count: takers.count)
            json.member("created", attributes) { created.writeSummary(to: &$0) }
            json.member("triggerStatus", attributes, count: figures.trigger)
            json.copy("recurringDayOfMonth", of: members, attributes)
            json.copy("jobSource", of: members, attributes)
            json.member("readOnly", attributes, flag: isReadOnly)
            json.member("tags", attributes) { json in
                json.array { json in
                    for tag in tags { tag.write(to: &json) }
                }
            }
            json.copy("exclusionAssetIds", of: members, attributes)
            json.copy("scheduleType", of: members, attributes)
            json.copy("dayOfMonth", of: members, attributes)
            json.member("disabledPatches", attributes) {
                $0.texts(disabledPatches?.map(\.description))
            }
            writeState(to: &json, attributes)
        }
    }

    /// Writes the second half of the summary, from `filterType` on.
    private func writeState(to json: inout JSONWriter, _ attributes: Attributes) {
        let members = document.members
        json.copy("filterType", of: members, attributes)
        // Clients read `null` as never; an object without a date stops them.
        json.member("updated", attributes) { json in
            if let updated { updated.writeSummary(to: &json) } else { json.null() }
        }
        json.member("additionalQQLS", attributes) { json in
            json.texts(members.value("additionalDynamicPatchesQQL")?.text.map { [$0] })
        }
        json.copy("status", of: members, attributes)
        json.copy("timezone", of: members, attributes)
        json.copy("exclusionFilterType", of: members, attributes)
        json.member("nextScheduleDateTime", attributes, time: deployment.nextSlot)
        json.copy("platform", of: members, attributes)
        json.member("mitigationActionCount", attributes, count: deployment.plan.actions.count)
        json.member("isPriorityJob", attributes, flag: false)
        json.member("customerId", attributes, text: customer?.description)
        json.copy("exclusionTags", from: "exclusionTagIds", of: members, attributes)
        json.member("taggedAssetCount", attributes, count: figures.tagged)
        json.member("patchCount", attributes, count: figures.patches)
        json.member("applicableAssetCount", attributes, count: figures.applicable)
        json.copy("patchTuesdayPlusXDays", of: members, attributes)
        json.copy("schemaVersion", of: members, attributes)
        json.copy("recurringLastDayOfMonth", of: members, attributes)
        json.copy("recurringWeekDayOfMonth", of: members, attributes)
        json.copy("isRecurring", from: "recurring", of: members, attributes)
        json.member("lastScheduleDateTime", attributes, time: deployment.lastSlot)
        json.copy("dynamicPatchesQQL", of: members, attributes)
        json.copy("startDateTime", of: members, attributes)
        json.copy("timezoneType", of: members, attributes)
        json.member(null: "deleted", attributes)
        json.copy("monthlyRecurringType", of: members, attributes)
        json.member("completionPercent", attributes, count: figures.percent)
        json.copy("category", from: "jobCategory", of: members, attributes)
        json.copy("linkedJobId", of: members, attributes)
        json.member("assetResultReceivedCount", attributes, count: figures.received)
        json.copy("isVulnContext", of: members, attributes)
        json.copy("isAssetImported", of: members, attributes)
        json.copy("remediationQids", of: members, attributes)
    }
}

extension JSONWriter {
    /// Writes a member of a job under its own name or another one.
    fileprivate mutating func copy(
        _ key: StaticString,
        from source: StaticString? = nil,
        of members: JSONObject,
        _ attributes: Attributes
    ) {
        guard attributes.shows(key) else { return }
        self.key(key)
        value(members.value("\(source ?? key)") ?? .null)
    }
}
