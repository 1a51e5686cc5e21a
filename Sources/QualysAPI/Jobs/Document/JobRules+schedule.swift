// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Web

extension JobRules {
    /// The schedules that need a start.
    private static let timed: Set<String> = ["Once", "Daily", "Weekly", "Monthly"]

    /// Refuses a schedule that is not complete, and a default job that waits for nothing.
    func checkSchedule() throws(DomainError) {
        let kind = members.text("scheduleType")
        let isDefault = members.flag("isDefaultJob")
        if isDefault, kind != "Conditional" {
            throw JobRefusal.at("scheduleType", "must be Conditional for a default job")
        }
        switch kind {
        case "Conditional": try checkOccasions(isDefault)
        case "Weekly":
            guard members.text("recurringWeekDays")?.contains("1") == true else {
                throw JobRefusal.at("recurringWeekDays", "must name a day for a Weekly schedule")
            }
        case "Monthly": try checkMonth()
        default: break
        }
        guard let kind, Self.timed.contains(kind) else { return }
        if members.text("startDateTime") == nil {
            throw JobRefusal.at(
                "startDateTime",
                "must be \(JobStart.rule), for a schedule of this type"
            )
        }
        if members.text("timezoneType") == "SPECIFIC_TZ", members.text("timezone") == nil {
            throw JobRefusal.at("timezone", "must be \(JobValue.zone.rule)")
        }
    }

    /// Default jobs are for tags, never for single assets (Creating Default Patch Job).
    private func checkOccasions(_ isDefault: Bool) throws(DomainError) {
        guard isDefault else {
            throw JobRefusal.at("isDefaultJob", "must be true for a Conditional schedule")
        }
        guard
            members.flag("defaultJobConfiguration.onAssetActivation")
                || members.number("defaultJobConfiguration.onAssetInactiveForXDays") != nil
        else {
            throw JobRefusal.at(
                "defaultJobConfiguration",
                "must have onAssetActivation, onAssetInactiveForXDays or both"
            )
        }
        if members.hasElements("assetIds") {
            throw JobRefusal.at("assetIds", "must be empty for a default job, which is for tags")
        }
    }

    /// The day of a month is told in one way; Patch Tuesday goes before all others.
    private func checkMonth() throws(DomainError) {
        if members.number("monthlyRecurringType") == 1 { return }
        let week = members.number("recurringDayOfMonth")
        let weekday = members.number("recurringWeekDayOfMonth")
        let ways = [
            ("recurringLastDayOfMonth", members.flag("recurringLastDayOfMonth")),
            ("recurringDayOfMonth", week != nil || weekday != nil),
            ("dayOfMonth", members.number("dayOfMonth") != nil),
        ].filter(\.1).map(\.0)
        guard let way = ways.first else {
            throw JobRefusal.at("dayOfMonth", "must be given, or another day of a Monthly schedule")
        }
        if ways.count > 1 {
            throw JobRefusal.at(ways[1], "must be absent where \(way) tells the day")
        }
        if week == nil, weekday != nil {
            throw JobRefusal.at("recurringDayOfMonth", "must go with recurringWeekDayOfMonth")
        }
        if week != nil, weekday == nil {
            throw JobRefusal.at("recurringWeekDayOfMonth", "must go with recurringDayOfMonth")
        }
    }

    /// The members with the start and the zone that follow from the schedule.
    ///
    /// A job on demand starts when it is enabled, by UTC (Create Mitigation Job); before, and for a
    /// job that waits for something, there is no start. A start without a zone is read by UTC.
    var scheduled: JSONObject {
        var result = members
        let kind = members.text("scheduleType")
        guard let kind else { return result }
        result.set("recurring", to: .boolean(["Daily", "Weekly", "Monthly"].contains(kind)))
        if Self.timed.contains(kind) {
            let isOfAgents = members.text("timezoneType") == "AGENT_TZ"
            result.set("timezoneType", to: .string(isOfAgents ? "AGENT_TZ" : "SPECIFIC_TZ"))
            let zone = members.text("timezone") ?? "UTC"
            result.set("timezone", to: isOfAgents ? .null : .string(zone))
            return result
        }
        let isRunning = kind == "On-demand" && members.text("status") == "Enabled"
        return result.startingOnDemand(isRunning ? formerStart ?? now : nil)
    }

    /// When a job on demand that was enabled before was enabled.
    private var formerStart: Timestamp? {
        guard let former, former.text("scheduleType") == "On-demand",
            former.text("status") == "Enabled",
            let start = former.text("startDateTime").flatMap(JobStart.init)
        else { return nil }
        return TimeZone.gmt.instant(of: start.time)
    }
}

extension JSONObject {
    /// The members of a job on demand that was enabled at a time; `nil` for one that is not.
    func startingOnDemand(_ time: Timestamp?) -> JSONObject {
        var result = self
        let start = time.map { JobStart(TimeZone.gmt.local(at: $0)).text }
        result.set("startDateTime", to: start.map(JSONValue.string) ?? .null)
        result.set("timezoneType", to: time == nil ? .null : .string("SPECIFIC_TZ"))
        result.set("timezone", to: time == nil ? .null : .string("UTC"))
        return result
    }
}
