// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Testing

@Suite struct DeploymentPolicyTests {
    private func policy() -> DeploymentPolicy {
        DeploymentPolicy(
            id: ID(derivedFrom: "p"),
            number: 9,
            tenant: ID(derivedFrom: "t"),
            path: TenantPath(root: 1),
            name: "Nights"
        )
    }

    private func action(_ text: String, timeoutSeconds: Int = 60) throws -> OrderAction {
        OrderAction(
            id: try #require(UUID(uuidString: "6F1B7B0E-1111-4222-8333-944445555666")),
            name: "stop",
            script: Script(interpreter: .sh, text: text, timeoutSeconds: timeoutSeconds)
        )
    }

    @Test("what an agent is told of a policy, in seconds")
    func conduct() throws {
        var policy = policy()
        policy.before = [try action("true")]
        policy.after = [try action("false")]
        policy.continuesOnFailure = false
        policy.runsWithPendingReboot = false
        policy.startCountdownMinutes = 10
        policy.startDeferral = DeferralPolicy(count: 2, intervalMinutes: 30)
        policy.messages = UserMessages(before: "b", during: "d", after: "a", reboot: "r")
        policy.downloadAhead = .asSoonAsPossible(spreadMinutes: 45)
        policy.reboot = RebootPolicy(
            mode: .ifNeeded,
            isInsideWindow: true,
            countdownMinutes: 5,
            deferral: DeferralPolicy(count: 3, intervalMinutes: 60),
            waitsForUsers: true
        )
        try policy.validate()

        let conduct = policy.conduct(windowEndsAt: Timestamp(milliseconds: 1_750_000_000_000))
        var expected = OrderConduct()
        expected.before = policy.before
        expected.after = policy.after
        expected.continuesOnFailure = false
        expected.runsWithPendingReboot = false
        expected.startCountdownSeconds = 600
        expected.startDeferral = Deferral(count: 2, intervalSeconds: 1_800)
        expected.messages = policy.messages
        expected.downloadSpreadSeconds = 2_700
        expected.reboot.mode = .ifNeeded
        expected.reboot.isInsideWindow = true
        expected.reboot.windowEndsAt = 1_750_000_000_000
        expected.reboot.countdownSeconds = 300
        expected.reboot.deferral = Deferral(count: 3, intervalSeconds: 3_600)
        expected.reboot.waitsForUsers = true
        #expect(conduct == expected)
    }

    @Test("a plain policy installs and nothing else")
    func plain() {
        #expect(policy().conduct(windowEndsAt: nil) == OrderConduct())
        #expect(policy().runTimeout == nil)
        #expect(policy().silentAfter == .seconds(3_600))
        #expect(!policy().downloadsAhead)
    }

    @Test("a window that is never shut has no end for an agent")
    func endlessWindow() {
        let reboot = RebootPolicy(mode: .always, isInsideWindow: true)
        let end = Timestamp(milliseconds: .max)
        #expect(reboot.conduct(windowEndsAt: end, isServer: false).windowEndsAt == nil)
    }

    @Test("servers are left running where the policy says so")
    func servers() {
        var reboot = RebootPolicy(mode: .always, countdownMinutes: 15, excludesServers: true)
        #expect(reboot.conduct(windowEndsAt: nil, isServer: true) == RebootConduct())
        #expect(reboot.conduct(windowEndsAt: nil, isServer: false).mode == .always)
        reboot.excludesServers = false
        #expect(reboot.conduct(windowEndsAt: nil, isServer: true).mode == .always)
    }

    /// A change that spoils a policy, and the words in which it is refused.
    struct Spoiled: Sendable, CustomTestStringConvertible {
        var change: @Sendable (inout DeploymentPolicy) -> Void
        var message: String

        init(_ message: String, _ change: @escaping @Sendable (inout DeploymentPolicy) -> Void) {
            self.change = change
            self.message = message
        }

        var testDescription: String { message }
    }

    static let spoiled: [Spoiled] = [
        Spoiled("name: a policy needs a name") {
            $0.name = " \n"
        },
        Spoiled("name.length: 257 is not in 1...256") {
            $0.name = String(repeating: "n", count: 257)
        },
        Spoiled("window.rules: a window without a rule never opens") {
            $0.window = MaintenanceWindow(rules: [])
        },
        Spoiled("window.rules[0].days: no day of the week is given") {
            $0.window = MaintenanceWindow(rules: [
                .init(days: [], startMinute: 0, endMinute: 60)
            ])
        },
        Spoiled("runTimeoutMinutes: 0 is not in 1...10080") {
            $0.runTimeoutMinutes = 0
        },
        Spoiled("runTimeoutMinutes: 10081 is not in 1...10080") {
            $0.runTimeoutMinutes = 10_081
        },
        Spoiled("downloadAhead.spreadMinutes: 121 is not in 0...120") {
            $0.downloadAhead = .asSoonAsPossible(spreadMinutes: 121)
        },
        Spoiled("silentAfterMinutes: 4 is not in 5...10080") {
            $0.silentAfterMinutes = 4
        },
        Spoiled("startCountdownMinutes: -1 is not in 0...1440") {
            $0.startCountdownMinutes = -1
        },
        Spoiled("startDeferral.count: 0 is not in 1...99") {
            $0.startDeferral = DeferralPolicy(count: 0, intervalMinutes: 5)
        },
        Spoiled("reboot.deferral.intervalMinutes: 0 is not in 1...10080") {
            $0.reboot.deferral = DeferralPolicy(count: 1, intervalMinutes: 0)
        },
        Spoiled("reboot.countdownMinutes: 1441 is not in 0...1440") {
            $0.reboot.countdownMinutes = 1_441
        },
        Spoiled("retries.count: 11 is not in 0...10") {
            $0.retries = RetryPolicy(count: 11)
        },
        Spoiled("retries.perStartup: 10 is not in 0...9") {
            $0.retries = RetryPolicy(count: 10, perStartup: 10)
        },
        Spoiled("retries.perRefresh: 3 is not in 0...2") {
            $0.retries = RetryPolicy(count: 2, perRefresh: 3)
        },
        Spoiled("retries.factor: 0 is not in 1...10") {
            $0.retries = RetryPolicy(count: 2, factor: 0)
        },
        Spoiled("retries.firstDelaySeconds: -1 is not in 0...604800") {
            $0.retries = RetryPolicy(count: 2, firstDelaySeconds: -1)
        },
    ]

    @Test("a policy that cannot be is refused with the setting's name", arguments: spoiled)
    func refuses(_ row: Spoiled) {
        var policy = policy()
        row.change(&policy)
        let error = #expect(throws: SettingError.self) { try policy.validate() }
        #expect(error?.description == row.message)
    }

    @Test("scripts are held to their size, number and time")
    func refusesScripts() throws {
        let cases: [(OrderAction, String)] = [
            (try action(""), "after[0].script.bytes: 0 is not in 1...262144"),
            (
                try action(String(repeating: "#", count: Script.bytesMax + 1)),
                "after[0].script.bytes: 262145 is not in 1...262144"
            ),
            (
                try action("true", timeoutSeconds: 0),
                "after[0].script.timeoutSeconds: 0 is not in 1...86400"
            ),
        ]
        for (action, message) in cases {
            var policy = policy()
            policy.after = [action]
            let error = #expect(throws: SettingError.self) { try policy.validate() }
            #expect(error?.description == message)
        }
        var policy = policy()
        var undoes = try action("true")
        undoes.undo = Script(interpreter: .sh, text: "", timeoutSeconds: 1)
        policy.before = [try action("true"), undoes]
        var error = #expect(throws: SettingError.self) { try policy.validate() }
        #expect(error?.field == "before[1].undo.bytes")
        policy.before = Array(repeating: try action("true"), count: 21)
        error = #expect(throws: SettingError.self) { try policy.validate() }
        #expect(error?.description == "before.count: 21 is not in 0...20")
    }

    @Test(
        "the waits between tries grow up to the longest",
        arguments: [
            (RetryPolicy(count: 5), [900, 1_800, 3_600, 7_200, 14_400]),
            (
                RetryPolicy(count: 5, firstDelaySeconds: 60, factor: 1),
                [60, 60, 60, 60, 60]
            ),
            (
                RetryPolicy(count: 5, firstDelaySeconds: 3_600, factor: 10),
                [3_600, 36_000, 86_400, 86_400, 86_400]
            ),
            (RetryPolicy(count: 5, firstDelaySeconds: 0), [0, 0, 0, 0, 0]),
            (
                RetryPolicy(count: 5, firstDelaySeconds: 900, delayMaxSeconds: 600),
                [600, 600, 600, 600, 600]
            ),
        ]
    )
    func waits(_ retries: RetryPolicy, _ seconds: [Int]) {
        let waits = (1...5).map { retries.delay(afterAttempt: $0) }
        #expect(waits == seconds.map { Duration.seconds($0) })
        #expect(retries.delay(afterAttempt: .max) <= .seconds(retries.delayMaxSeconds))
        #expect(
            retries.delay(afterAttempt: 1_000_000)
                == .seconds(seconds[4] == 14_400 ? 86_400 : seconds[4])
        )
    }

    @Test("a policy is stored and read back")
    func codable() throws {
        var policy = policy()
        policy.window = MaintenanceWindow(rules: [.init(startMinute: 60, endMinute: 120)])
        policy.downloadAhead = .asSoonAsPossible(spreadMinutes: 30)
        policy.before = [try action("true")]
        policy.startDeferral = DeferralPolicy(count: 2, intervalMinutes: 30)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try encoder.encode(policy)
        #expect(try JSONDecoder().decode(DeploymentPolicy.self, from: bytes) == policy)
        #expect(try encoder.encode(policy) == bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""downloadAhead":{"kind":"asSoonAsPossible","spreadMinutes":30}"#))
        #expect(text.contains(#""installAt":"window""#))
        #expect(text.contains(#""mode":"never""#))
    }
}
