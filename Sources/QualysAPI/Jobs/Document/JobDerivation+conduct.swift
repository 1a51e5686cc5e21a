// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Web

extension JobDerivation {
    var times: [(String, JSONValue)] {
        let timeout = policy.runTimeoutMinutes
        let isInHours = timeout.map { $0 % 60 == 0 } ?? true
        return [
            ("timeout", .integer(Int64(timeout.map { isInHours ? $0 / 60 : $0 } ?? -1))),
            ("timeoutUnit", .string(isInHours ? "HOURS" : "MINUTES")),
            ("opportunisticDownloads", .boolean(policy.downloadsAhead)),
            (
                "downloadRandomizeTime",
                .integer(Int64(policy.downloadAhead.spreadSeconds / 60))
            ),
            ("continueOnPatchFailure", .boolean(policy.continuesOnFailure)),
            ("allowExecutionWithPendingReboot", .boolean(policy.runsWithPendingReboot)),
            ("enableReattemptFailedPatches", .boolean(policy.retries.count > 0)),
            (
                "reattemptFailedPatches",
                .of([
                    ("noOfReattempts", .integer(Int64(policy.retries.count))),
                    (
                        "exponentialBackoffInterval",
                        .integer(Int64(policy.retries.firstDelaySeconds / 60))
                    ),
                ])
            ),
        ]
    }

    var work: [(String, JSONValue)] {
        [
            ("preDeployActions", .actions(policy.before)),
            ("postDeployActions", .actions(policy.after)),
        ]
    }

    var prompts: [(String, JSONValue)] {
        let reboot = policy.reboot
        let countdown = policy.startCountdownMinutes
        return [
            (
                "preDeployment",
                .of(
                    .texts(policy.messages.before)
                        + [("deferment", .deferment(policy.startDeferral))]
                )
            ),
            ("duringDeployment", .of(.texts(policy.messages.during))),
            (
                "postDeployment",
                .of([
                    ("suppressReboots", .boolean(reboot.mode == .never)),
                    ("rebootHonorOnUserLogin", .boolean(reboot.waitsForUsers)),
                    (
                        "rebootOption",
                        .of(
                            .texts(policy.messages.reboot)
                                + [("deferment", .deferment(reboot.deferral))]
                        )
                    ),
                    ("rebootCountdown", .countdown(reboot.countdownMinutes)),
                    (
                        "onComplete",
                        .of(
                            .texts(policy.messages.after)
                                + [("alwaysShowCompletedPrompt", .boolean(false))]
                        )
                    ),
                ])
            ),
            ("jobStartCountdown", countdown == 0 ? .null : .countdown(countdown)),
        ]
    }
}
