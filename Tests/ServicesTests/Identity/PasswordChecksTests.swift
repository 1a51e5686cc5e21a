// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Services

@Suite struct PasswordChecksTests {
    @Test("one check runs and 64 wait; one more is refused until another one has ended")
    func boundsQueue() async throws {
        let checks = PasswordChecks()
        for _ in 0...64 { try checks.takePlace() }
        await #expect(throws: DomainError(.tooManyRequests)) {
            try await checks.isRight("pw", of: nil)
        }
        checks.leavePlace()
        // A check that has ended has given its place back, and a refused one took none.
        for _ in 0..<2 { #expect(try await !checks.isRight("pw", of: nil)) }
    }

    @Test("with a full queue guesses are refused, and a program that is right gets its token")
    func letsProgramsPass() async throws {
        let node = try await GatewayNode()
        let login = try await node.login()
        for _ in 0...64 { try node.access.passwords.takePlace() }
        for (name, password) in [("admin", "pw"), ("nobody", "pw"), (login.username, "wrong")] {
            await #expect(throws: DomainError(.tooManyRequests), "\(name)") {
                try await node.token(name, password)
            }
        }
        await #expect(throws: DomainError(.tooManyRequests)) {
            try await node.access.logIn(name: "admin", password: "pw")
        }
        _ = try await node.token(login)
    }
}
