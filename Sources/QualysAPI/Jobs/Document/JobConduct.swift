// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Web

/// How devices go about a job: its part of a plan's policy.
struct JobConduct {
    private let members: JSONObject

    init(_ members: JSONObject) { self.members = members }

    /// How long people have to put something off where the job gives them the right but no time.
    static let answerMinutes = 15

    /// The policy of a plan.
    var policy: DeploymentPolicy {
        var policy = DeploymentPolicy(
            id: DeploymentPolicy.Identity(derivedFrom: "policy of a qualys job"),
            number: 0,
            tenant: nil,
            path: nil,
            name: "As the job says"
        )
        policy.runTimeoutMinutes = timeout
        policy.downloadAhead = download
        policy.messages = messages
        policy.startDeferral = deferral("preDeployment")
        policy.startCountdownMinutes = countdown("jobStartCountdown", for: policy.startDeferral)
        policy.reboot = reboot
        policy.retries = retries
        // Only Linux stops at the first failure, and only where it is told to.
        policy.continuesOnFailure =
            members.flag("continueOnPatchFailure") || members.text("platform") == "Windows"
        policy.runsWithPendingReboot = members.flag("allowExecutionWithPendingReboot")
        policy.before = actions("preDeployActions")
        policy.after = actions("postDeployActions")
        return policy
    }

    private var timeout: Int? {
        guard let minutes = members.minutes("timeout", "timeoutUnit"), minutes > 0 else {
            return nil
        }
        return minutes
    }

    /// A fetch is spread where it comes ahead; otherwise it comes with the installation.
    private var download: DownloadAhead {
        guard members.flag("opportunisticDownloads") else { return .none }
        let spread = members.minutes("downloadRandomizeTime", "downloadRandomizeTimeUnit") ?? 0
        return .asSoonAsPossible(spreadMinutes: spread)
    }

    private var messages: UserMessages {
        UserMessages(
            before: prompt("preDeployment") ?? prompt("jobStartCountdown"),
            during: prompt("duringDeployment"),
            after: prompt("postDeployment.onComplete"),
            reboot: prompt("postDeployment.rebootOption")
                ?? prompt("postDeployment.rebootCountdown")
        )
    }

    /// The title and the text of a prompt, one below the other; `nil` for one that has neither.
    private func prompt(_ path: String) -> String? {
        let title = members.text("\(path).userMessage")
        let text = members.text("\(path).description")
        guard let title, let text, title != text else { return title ?? text }
        return "\(title)\n\(text)"
    }

    /// How often something may be put off.
    ///
    /// A prompt without a word is one that is switched off: the vendor's samples have numbers in it
    /// all the same.
    private func deferral(_ path: String) -> DeferralPolicy? {
        guard prompt(path) != nil, let count = members.number("\(path).deferment.count"), count > 0
        else { return nil }
        let minutes = members.minutes(
            "\(path).deferment.interval",
            "\(path).deferment.intervalUnit"
        )
        return DeferralPolicy(count: count, intervalMinutes: minutes ?? 60)
    }

    /// How long people are warned; who may put it off gets time to say so.
    private func countdown(_ path: String, for deferral: DeferralPolicy?) -> Int {
        let minutes = members.minutes("\(path).interval", "\(path).intervalUnit") ?? 0
        return minutes == 0 && deferral != nil ? Self.answerMinutes : minutes
    }

    private var reboot: RebootPolicy {
        if members.flag("postDeployment.suppressReboots") { return RebootPolicy() }
        let deferral = deferral("postDeployment.rebootOption")
        return RebootPolicy(
            mode: .ifNeeded,
            countdownMinutes: countdown("postDeployment.rebootCountdown", for: deferral),
            deferral: deferral,
            waitsForUsers: members.flag("postDeployment.rebootHonorOnUserLogin")
        )
    }

    private var retries: RetryPolicy {
        let count = members.number("reattemptFailedPatches.noOfReattempts") ?? 0
        guard members.flag("enableReattemptFailedPatches"), count > 0 else { return .none }
        let wait = members.number("reattemptFailedPatches.exponentialBackoffInterval") ?? 0
        return RetryPolicy(
            count: count,
            firstDelaySeconds: wait * 60,
            delayMaxSeconds: 604_800
        )
    }

    private func actions(_ list: String) -> [OrderAction] {
        (members.at(list).elements ?? []).enumerated().compactMap { number, sent in
            // Each was read before it came into the job.
            try? JobAction(sent, at: list).order(at: "\(list) \(number)")
        }
    }
}
