// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services
import Testing
import Web

@testable import QualysAPI

/// How devices go about a job: a member, and what it changes in the plan's policy.
@Suite struct JobConductTests {
    private func policy(_ members: String = "") throws -> DeploymentPolicy {
        try JobWorld.complete(members).draft(context: JobWorld.context).plan.policy
    }

    @Test("a job of nothing else restarts where needed, announced a quarter of an hour ahead")
    func hasDefaults() throws {
        let policy = try policy()
        #expect(policy.runTimeoutMinutes == nil)
        #expect(policy.downloadAhead == .none)
        #expect(policy.messages == UserMessages())
        #expect(policy.startCountdownMinutes == 0)
        #expect(policy.startDeferral == nil)
        #expect(policy.reboot == RebootPolicy(mode: .ifNeeded, countdownMinutes: 15))
        #expect(policy.retries == .none)
        #expect(!policy.continuesOnFailure)
        #expect(!policy.runsWithPendingReboot)
        #expect(policy.before.isEmpty && policy.after.isEmpty)
        #expect(policy.window == nil)
        #expect(throws: Never.self) { try policy.validate() }
    }

    /// A member, and the one setting that it changes.
    private static let changes: [(String, @Sendable (inout DeploymentPolicy) -> Void)] = [
        (#", "timeout": 2"#, { $0.runTimeoutMinutes = 120 }),
        (#", "timeout": 90, "timeoutUnit": "Minutes""#, { $0.runTimeoutMinutes = 90 }),
        (
            #", "opportunisticDownloads": true"#,
            { $0.downloadAhead = .asSoonAsPossible(spreadMinutes: 0) }
        ),
        (
            #", "opportunisticDownloads": true, "downloadRandomizeTime": 45"#,
            { $0.downloadAhead = .asSoonAsPossible(spreadMinutes: 45) }
        ),
        (
            """
            , "opportunisticDownloads": true, "downloadRandomizeTime": 2,
            "downloadRandomizeTimeUnit": "HOURS"
            """,
            { $0.downloadAhead = .asSoonAsPossible(spreadMinutes: 120) }
        ),
        // Without a download ahead there is nothing to spread.
        (#", "downloadRandomizeTime": 45"#, { _ in }),
        (#", "duringDeployment": {"userMessage": "now"}"#, { $0.messages.during = "now" }),
        (
            #", "postDeployment": {"onComplete": {"userMessage": "done", "description": "all"}}"#,
            { $0.messages.after = "done\nall" }
        ),
        // Clients write one text in both places.
        (
            #", "preDeployment": {"userMessage": "soon", "description": "soon"}"#,
            { $0.messages.before = "soon" }
        ),
        (
            #", "jobStartCountdown": {"interval": 1, "intervalUnit": "HOURS", "description": "in 1h"}"#,
            {
                $0.startCountdownMinutes = 60
                $0.messages.before = "in 1h"
            }
        ),
        (
            """
            , "preDeployment": {"userMessage": "soon",
            "deferment": {"count": 3, "interval": 2, "intervalUnit": "DAYS"}}
            """,
            {
                $0.messages.before = "soon"
                $0.startDeferral = DeferralPolicy(count: 3, intervalMinutes: 2_880)
                $0.startCountdownMinutes = 15
            }
        ),
        // A prompt without a word is switched off, whatever its numbers.
        (#", "preDeployment": {"deferment": {"count": 3}}"#, { _ in }),
        (#", "rebootOption": {"deferment": {"count": 3}}"#, { _ in }),
        (#", "continueOnPatchFailure": true"#, { $0.continuesOnFailure = true }),
        // Only Linux stops at the first failure.
        (#", "platform": "Windows""#, { $0.continuesOnFailure = true }),
        (#", "platform": "Linux""#, { _ in }),
        (#", "allowExecutionWithPendingReboot": "true""#, { $0.runsWithPendingReboot = true }),
        (#", "reattemptFailedPatches": {"noOfReattempts": 3}"#, { _ in }),
        (#", "enableReattemptFailedPatches": true"#, { _ in }),
        (
            """
            , "enableReattemptFailedPatches": true,
            "reattemptFailedPatches": {"noOfReattempts": 3, "exponentialBackoffInterval": 30}
            """,
            {
                $0.retries = RetryPolicy(
                    count: 3,
                    firstDelaySeconds: 1_800,
                    delayMaxSeconds: 604_800
                )
            }
        ),
    ]

    @Test("a member changes its setting and no other", arguments: changes.indices)
    func changesSetting(_ number: Int) throws {
        let (members, change) = Self.changes[number]
        var expected = try policy()
        change(&expected)
        let policy = try policy(members)
        #expect(policy == expected, "\(members)")
        #expect(throws: Never.self) { try policy.validate() }
    }

    @Test(
        "restarts",
        arguments: [
            (#""suppressReboots": true"#, RebootPolicy(), nil),
            (
                #""suppressReboots": true, "rebootHonorOnUserLogin": true"#,
                RebootPolicy(),
                nil
            ),
            (
                #""rebootCountdown": {"interval": 1, "intervalUnit": "HOURS"}"#,
                RebootPolicy(mode: .ifNeeded, countdownMinutes: 60),
                nil
            ),
            (
                #""rebootCountdown": {"interval": 0, "userMessage": "bye"}"#,
                RebootPolicy(mode: .ifNeeded),
                "bye"
            ),
            (
                #""rebootHonorOnUserLogin": true"#,
                RebootPolicy(mode: .ifNeeded, countdownMinutes: 15, waitsForUsers: true),
                nil
            ),
            (
                """
                "rebootCountdown": {"interval": 0, "userMessage": "bye"}, "rebootOption":
                {"userMessage": "restart?", "deferment": {"count": 2, "interval": 4}}
                """,
                RebootPolicy(
                    mode: .ifNeeded,
                    countdownMinutes: 15,
                    deferral: DeferralPolicy(count: 2, intervalMinutes: 240)
                ),
                "restart?"
            ),
        ] as [(String, RebootPolicy, String?)]
    )
    func restarts(_ members: String, _ reboot: RebootPolicy, _ text: String?) throws {
        let policy = try policy(#", "postDeployment": {\#(members)}"#)
        #expect(policy.reboot == reboot)
        #expect(policy.messages.reboot == text)
    }

    @Test("actions run before and after, in their order")
    func runsActions() throws {
        let script = { (text: String) in
            #"{"action": "Run Script", "scriptType": "sh", "script": "\#(text)"}"#
        }
        let policy = try policy(
            """
            , "preDeployActions": [\(script("a")), \(script("b"))],
            "postDeployActions": [\(script("a"))]
            """
        )
        #expect(policy.before.map(\.script.text) == ["a", "b"])
        #expect(policy.after.map(\.script.text) == ["a"])
        #expect(Set((policy.before + policy.after).map(\.id)).count == 3)
        #expect(!policy.before.contains { $0.abortsOnFailure })
    }

    @Test(
        "what has no effect changes nothing of the plan",
        arguments: [
            #""minimizeWindow": true"#, #""passwordAction": {"a": 1}"#, #""customPatchURLId": 7"#,
            #""isVulnContext": true"#, #""isAssetImported": true"#, #""jobSource": 3"#,
            #""coAuthorUserIds": ["\#(JobWorld.kiln)"]"#, #""jobCategory": 1"#,
            #""remediationQids": [20240003094]"#, #""recurring": true"#,
            #""postDeployment": {"onComplete": {"alwaysShowCompletedPrompt": true}}"#,
        ]
    )
    func hasNoEffect(_ member: String) throws {
        let plain = try JobWorld.complete().draft(context: JobWorld.context)
        let job = try JobWorld.complete(", \(member)")
        #expect(try job.draft(context: JobWorld.context).plan == plain.plan)
        // It is kept all the same, but for what follows from the type of the schedule.
        #expect((job.request == plain.request) == member.contains("recurring"))
    }
}
