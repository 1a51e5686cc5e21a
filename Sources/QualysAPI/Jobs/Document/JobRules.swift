// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// What the members of a job say together: each is well-formed by itself already.
struct JobRules {
    let family: JobDocument.Family
    let members: JSONObject
    /// The members before the change; `nil` for a new job.
    let former: JSONObject?
    /// The time of the call.
    let now: Timestamp

    /// The members with what follows from others filled in.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` as `body <path>: <what it must be>`.
    func checked() throws(DomainError) -> JSONObject {
        try checkTargets()
        try checkPatches()
        try checkLimits()
        try checkActions()
        try checkSchedule()
        return scheduled
    }

    private func checkTargets() throws(DomainError) {
        guard members.hasElements("matchAllTagIds"), members.hasElements("assetTagIds") else {
            return
        }
        throw JobRefusal.at("matchAllTagIds", "must be empty where assetTagIds names tags")
    }

    private func checkLimits() throws(DomainError) {
        let timeout = members.number("timeout") ?? -1
        if timeout != -1 {
            let most = members.text("timeoutUnit") == "MINUTES" ? 10_080 : 168
            guard (1...most).contains(timeout) else {
                throw JobRefusal.at(
                    "timeout",
                    "must be -1, or from 1 to 168 HOURS or 10080 MINUTES"
                )
            }
        }
        for place in ["preDeployment.deferment", "postDeployment.rebootOption.deferment"] {
            try limit(place, to: DeferralPolicy.intervalMinutesMax, "at most 7 days")
        }
        for place in ["postDeployment.rebootCountdown", "jobStartCountdown"] {
            try limit(place, to: 1_440, "at most a day")
        }
        let spread = members.minutes("downloadRandomizeTime", "downloadRandomizeTimeUnit") ?? 0
        guard spread <= 120 else {
            throw JobRefusal.at("downloadRandomizeTime", "must be at most 120 minutes or 2 hours")
        }
    }

    private func limit(_ path: String, to most: Int, _ words: String) throws(DomainError) {
        let minutes = members.minutes("\(path).interval", "\(path).intervalUnit") ?? 0
        guard minutes <= most else {
            throw JobRefusal.at("\(path).interval", "must be \(words)")
        }
    }

    private func checkActions() throws(DomainError) {
        for list in ["preDeployActions", "postDeployActions"] {
            let actions = members.at(list).elements ?? []
            guard actions.count <= DeploymentPolicy.actionsMax else {
                throw JobRefusal.at(
                    list,
                    "must have at most \(DeploymentPolicy.actionsMax) actions"
                )
            }
            for (number, sent) in actions.enumerated() {
                let path = "\(list)[\(number)]"
                let action = try JobAction(sent, at: path)
                if action.isForLinux, let platform = members.text("platform"), platform != "Linux" {
                    throw JobRefusal.at(
                        "\(path).defaultScriptType",
                        "must be absent: \(JobAction.makeCache) is for Linux"
                    )
                }
            }
        }
    }
}

extension DeferralPolicy {
    /// The longest that something can be put off at a time: 7 days.
    fileprivate static let intervalMinutesMax = 10_080
}
