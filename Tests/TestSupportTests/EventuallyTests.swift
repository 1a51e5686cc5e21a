// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@Suite struct EventuallyTests {
    @Test("a condition is asked until it is true and not once more")
    func asksUntilTrue() async throws {
        var questions = 0
        try await eventually("third time", every: .milliseconds(1)) {
            questions += 1
            return questions == 3
        }
        #expect(questions == 3)
    }

    @Test("a condition that stays false is told in the test's own words")
    func timesOut() async {
        let error = await #expect(throws: EventuallyTimedOut.self) {
            try await eventually("never", within: .milliseconds(5), every: .milliseconds(1)) {
                false
            }
        }
        #expect(error?.description.hasSuffix("never") == true)
    }

    @Test("a condition is asked once when there is no time at all")
    func asksAtLeastOnce() async throws {
        try await eventually("at once", within: .zero) { true }
    }

    @Test("an error of the condition ends the waiting")
    func passesErrors() async {
        struct Broken: Error {}
        await #expect(throws: Broken.self) {
            try await eventually("broken") { throw Broken() }
        }
    }
}
