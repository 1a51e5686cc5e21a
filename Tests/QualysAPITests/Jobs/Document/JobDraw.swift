// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Web

@testable import QualysAPI

/// Random bodies of jobs that are right.
struct JobDraw {
    private var dice: SeededGenerator
    private var members: [String] = []

    init(seed: UInt64) { dice = SeededGenerator(seed: seed) }

    /// The members that stand for themselves: any of their good values goes with any other's.
    private static let free: [JobMemberCase] = {
        let bound: Set = [
            "name", "type", "status", "scheduleType", "startDateTime", "timezoneType", "timezone",
            "recurringWeekDays", "dayOfMonth", "recurringDayOfMonth", "recurringWeekDayOfMonth",
            "monthlyRecurringType", "patchTuesdayPlusXDays", "recurringLastDayOfMonth",
            "isDefaultJob", "assetIds", "assetTagIds", "matchAllTagIds", "exclusionTagIds",
            "exclusionAssetIds", "approvedPatches", "dynamicPatchesQQL", "isDynamicPatchesQQL",
            "dynamicQQLType", "additionalDynamicQQLType", "additionalDynamicPatchesQQL",
            "linkedJobId", "timeout", "timeoutUnit", "downloadRandomizeTime",
            "downloadRandomizeTimeUnit",
        ]
        return JobMemberCase.all.filter { sample in
            !bound.contains(sample.path) && !sample.path.contains(".")
        }
    }()

    /// One body.
    mutating func body() -> String {
        members = [#""name": "stone \#(number(0...999))""#]
        for sample in Self.free where happens(3) {
            guard let (sent, _) = sample.good.randomElement(using: &dice) else { continue }
            add(sample.path, sent)
        }
        addTargets()
        addPatches()
        addSchedule()
        addPrompts()
        addTimes()
        return "{\(members.joined(separator: ", "))}"
    }

    private mutating func addTargets() {
        if happens(2) { add("assetTagIds", ids(["\(JobWorld.pits)", "\(JobWorld.sheds)"])) }
        if happens(4) { add("exclusionTagIds", ids(["\(JobWorld.sheds)"])) }
        if happens(4) { add("exclusionAssetIds", ids(["\(JobWorld.kiln)"])) }
        guard !members.contains(where: { $0.contains("assetTagIds") }), happens(2) else { return }
        add("matchAllTagIds", ids(["\(JobWorld.pits)", "\(JobWorld.sheds)"]))
    }

    private mutating func addPatches() {
        let list = ids(["\(JobWorld.granite)", "\(JobWorld.marble)"])
        switch number(0...4) {
        case 0: add("approvedPatches", list)
        case 1:
            add("dynamicPatchesQQL", #""severity:Critical or qid:7""#)
            if happens(2) { add("additionalDynamicPatchesQQL", #""cve:*""#) }
            if happens(2) { add("dynamicQQLType", pick(["1", #""2""#, "2"])) }
        case 2: add("linkedJobId", #""\#(JobWorld.kiln)""#)
        case 3:
            add("type", #""Rollback""#)
            add("approvedPatches", list)
        default: break
        }
    }

    private mutating func addSchedule() {
        let type = pick(["On-demand", "Once", "Daily", "Weekly", "Monthly", "Conditional"])
        add("scheduleType", #""\#(type)""#)
        switch type {
        case "Conditional":
            add("isDefaultJob", "true")
            let days = number(3...180)
            add("defaultJobConfiguration", #"{"onAssetInactiveForXDays": \#(days)}"#)
        case "Monthly":
            let ways = [
                #""dayOfMonth": \#(number(1...31))"#, #""recurringLastDayOfMonth": true"#,
                #""recurringDayOfMonth": \#(number(1...5)), "recurringWeekDayOfMonth": 6"#,
                #""monthlyRecurringType": 1, "patchTuesdayPlusXDays": \#(number(-27...27))"#,
            ]
            members.append(pick(ways))
        case "Weekly": add("recurringWeekDays", pick([#""0,1,0,0,0,0,0""#, #""1,0,0,0,0,1,1""#]))
        default: if happens(2), type == "On-demand" { add("assetIds", ids(["\(JobWorld.kiln)"])) }
        }
        let hour = number(0...23)
        if happens(2) || ["Once", "Daily", "Weekly", "Monthly"].contains(type) {
            add("startDateTime", #""2026-\#(number(1...12))-\#(number(1...28)) \#(hour):05:09""#)
            if happens(2) { add("timezone", pick([#""Asia/Tokyo""#, #""UTC""#])) }
            if happens(4) { add("timezoneType", #""AGENT_TZ""#) }
        }
    }

    private mutating func addPrompts() {
        let deferment = """
            {"count": \(number(0...9)), "interval": \(number(1...7)), "intervalUnit": \
            \(pick([#""DAYS""#, #""HOURS""#, #""MINUTES""#]))}
            """
        let text = pick([#""""#, #""soon""#])
        let prompt = #"{"userMessage": \#(text), "description": "x", "deferment": \#(deferment)}"#
        if happens(2) { add("preDeployment", pick([prompt, #"{"deferment": \#(deferment)}"#])) }
        if happens(2) { add("rebootOption", prompt) }
        if happens(3) { add("rebootCountdown", #"{"interval": \#(number(0...90))}"#) }
        if happens(4) { add("suppressReboots", "true") }
        if happens(4) { add("jobStartCountdown", #"{"interval": \#(number(0...90))}"#) }
        let action = #"{"action": "Run Script", "scriptType": "sh", "script": "x"}"#
        if happens(3) { add("preDeployActions", "[\(action), \(action)]") }
        if happens(3) { add("postDeployActions", "[\(action)]") }
    }

    private mutating func addTimes() {
        if happens(2) { add("timeout", "\(number(1...168))") }
        if happens(2) { add("timeoutUnit", #""MINUTES""#) }
        if happens(2) { add("downloadRandomizeTime", "\(number(0...120))") }
        guard happens(2) else { return }
        add("enableReattemptFailedPatches", "true")
        let wait = number(0...10_080)
        add(
            "reattemptFailedPatches",
            #"{"noOfReattempts": \#(number(0...10)), "exponentialBackoffInterval": \#(wait)}"#
        )
    }

    private mutating func add(_ name: String, _ value: String) {
        members.removeAll { $0.hasPrefix("\"\(name)\":") }
        members.append("\"\(name)\": \(value)")
    }

    private func ids(_ ids: [String]) -> String {
        "[\(ids.map { "\"\($0)\"" }.joined(separator: ", "))]"
    }

    private mutating func happens(_ sides: Int) -> Bool { number(1...sides) == 1 }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &dice)
    }

    private mutating func pick(_ words: [String]) -> String {
        words[number(0...words.count - 1)]
    }
}
