// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Testing

@Suite struct DeploymentPolicyBuiltInTests {
    @Test("the built-in policies keep their order, numbers, names and identities")
    func identities() {
        // The first 16 bytes of SHA-256 of "deployment policy", a line end and the name.
        let expected = [
            (
                "Deploy any time at the earliest",
                "4cde0a54-85fa-8172-ae94-7b636e85121f"
            ),
            (
                "Force reboot excluding servers",
                "c6515902-bbf5-839a-a406-9b26b1c01275"
            ),
            (
                "Deploy during System start up/login",
                "044f1ec7-dfdb-8d30-8b8f-b5c771020a29"
            ),
            (
                "Download immediately and deploy during deployment window",
                "4ae29a08-550f-8784-bcb8-96d20a67f13c"
            ),
            (
                "Deploy security(Patch Tuesday) updates",
                "7a1a471c-5aa8-8904-b1df-e5ed415368f9"
            ),
            (
                "Deploy during non-business hours(Wake computers and force shutdown)",
                "0e9fd6de-1242-89c1-834a-3bae0ffd33d9"
            ),
            (
                "Deploy during business hours(Do not reboot)",
                "7b0b04d8-1fb8-8b43-a20b-4450db487b61"
            ),
            (
                "Allow user intervention(Skip deployment/reboot)",
                "683a0098-bd81-826d-8f8e-a1d07cf9a9a0"
            ),
        ]
        #expect(DeploymentPolicy.builtIn.map(\.name) == expected.map(\.0))
        #expect(DeploymentPolicy.builtIn.map(\.id.description) == expected.map(\.1))
        #expect(DeploymentPolicy.builtIn.map(\.number) == Array(1...8))
        #expect(DeploymentPolicy.standard.name == "Deploy any time at the earliest")
    }

    @Test("each of them is valid, belongs to all, and says what it is for")
    func valid() throws {
        for policy in DeploymentPolicy.builtIn {
            try policy.validate()
            #expect(policy.isBuiltIn)
            #expect(!policy.summary.isEmpty)
            #expect(policy.retries.count == policy.retries.perStartup + policy.retries.perRefresh)
        }
    }

    private func named(_ part: String) throws -> DeploymentPolicy {
        try #require(DeploymentPolicy.builtIn.first { $0.name.contains(part) })
    }

    @Test("their settings mean what their names say")
    func settings() throws {
        let anyTime = try named("any time")
        #expect(anyTime.window == nil)
        #expect(anyTime.installAt == .window)

        let forced = try named("Force reboot")
        #expect(forced.conduct(windowEndsAt: nil, isServer: false).reboot.mode == .always)
        #expect(forced.conduct(windowEndsAt: nil, isServer: true).reboot.mode == .never)
        #expect(forced.reboot.deferral == nil)
        #expect(!forced.reboot.waitsForUsers)

        let startup = try named("System start up/login")
        #expect(startup.installAt == .startup)
        #expect(startup.retries.perStartup > 0)

        let ahead = try named("Download immediately")
        #expect(ahead.downloadsAhead)
        #expect(ahead.window != nil)
        #expect(ahead.reboot.isInsideWindow)

        let business = try named("during business hours")
        #expect(business.reboot.mode == .never)

        let night = try named("non-business")
        #expect(night.wakesDevices)
        #expect(night.reboot.mode == .shutdown)
        #expect(night.reboot.deferral == nil)

        let users = try named("user intervention")
        #expect(users.canSkip)
        #expect(users.startDeferral != nil)
        #expect(users.reboot.deferral != nil)
    }

    @Test("inside and outside business hours leave nothing between but the edges of the day")
    func hours() throws {
        let inside = try #require(named("during business hours").window)
        let outside = try #require(named("non-business").window)
        func states(_ text: String) throws -> [Bool] {
            let time = try instant(text)
            return [inside.contains(time, zone: .gmt), outside.contains(time, zone: .gmt)]
        }
        // 2025-06-06 is a Friday.
        #expect(try states("2025-06-06T08:59Z") == [false, false])
        #expect(try states("2025-06-06T09:00Z") == [true, false])
        #expect(try states("2025-06-06T16:59Z") == [true, false])
        #expect(try states("2025-06-06T17:00Z") == [false, false])
        #expect(try states("2025-06-06T19:00Z") == [false, true])
        let weekend = outside.interval(containing: try instant("2025-06-07T12:00Z"), zone: .gmt)
        #expect(weekend?.lowerBound == (try instant("2025-06-06T19:00Z")))
        #expect(weekend?.upperBound == (try instant("2025-06-09T06:00Z")))
    }

    @Test("the policy of Patch Tuesday is open in the nights of the two weeks from it")
    func patchTuesday() throws {
        let window = try #require(named("Patch Tuesday").window)
        // Patch Tuesday is 2025-08-12.
        var cursor = try instant("2025-08-01T00:00Z")
        var nights: [Timestamp] = []
        while let next = window.nextInterval(after: cursor, zone: .gmt), nights.count < 15 {
            nights.append(next.lowerBound)
            cursor = next.lowerBound
        }
        #expect(nights.first == (try instant("2025-08-12T20:00Z")))
        #expect(nights[13] == (try instant("2025-08-25T20:00Z")))
        #expect(nights[14] == (try instant("2025-09-09T20:00Z")))
    }
}
