// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Services

@Suite struct LoginAttemptsTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)

    private let attempts = LoginAttempts()

    private func fail(_ name: String, times: Int, after time: Duration = .zero) {
        for _ in 0..<times { attempts.fail(name, at: Self.start + time) }
    }

    private func isAdmitted(_ name: String, after time: Duration) -> Bool {
        (try? attempts.admit(name, at: Self.start + time)) != nil
    }

    @Test("ten failures in a minute block the name, and no other, until the minute is over")
    func blocks() throws {
        fail("admin", times: 9)
        fail("admin", times: 1, after: .milliseconds(59_999))
        #expect(!isAdmitted("admin", after: .milliseconds(59_999)))
        #expect(isAdmitted("Admin", after: .milliseconds(59_999)))
        #expect(isAdmitted("admin", after: .seconds(60)))
    }

    @Test("nine failures block nothing, and those of an earlier minute do not count")
    func forgets() {
        fail("admin", times: 9)
        #expect(isAdmitted("admin", after: .seconds(1)))
        fail("admin", times: 9, after: .seconds(60))
        #expect(isAdmitted("admin", after: .seconds(61)))
        fail("admin", times: 1, after: .seconds(61))
        #expect(!isAdmitted("admin", after: .seconds(62)))
    }

    @Test("the refusal says how long it lasts")
    func tellsTheRest() {
        fail("admin", times: 10)
        for (time, rest): (Duration, String) in [
            (.zero, "60 seconds"), (.seconds(15), "45 seconds"), (.milliseconds(59_500), "1 sec"),
        ] {
            let error = #expect(throws: DomainError(.tooManyRequests)) {
                try attempts.admit("admin", at: Self.start + time)
            }
            let text = error?.description ?? ""
            #expect(text.contains(rest), "\(text)")
            #expect(!text.contains("admin"), "\(text)")
        }
    }

    @Test("a clock that is set back ends a block")
    func survivesClockSteps() {
        fail("admin", times: 10)
        #expect(isAdmitted("admin", after: .seconds(-1)))
        fail("admin", times: 1, after: .seconds(-1))
        #expect(isAdmitted("admin", after: .zero))
    }

    @Test("the memory is bounded: names whose minute is over go first, then the oldest")
    func isBounded() {
        fail("oldest", times: 10)
        for number in 1..<LoginAttempts.namesMax { fail("\(number)", times: 1, after: .seconds(1)) }
        #expect(attempts.nameCount == LoginAttempts.namesMax)
        #expect(!isAdmitted("oldest", after: .seconds(2)))
        fail("one more", times: 1, after: .seconds(2))
        #expect(attempts.nameCount == LoginAttempts.namesMax)
        #expect(isAdmitted("oldest", after: .seconds(2)))
        fail("a minute later", times: 1, after: .seconds(61))
        #expect(attempts.nameCount == 2)
    }
}
