// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import QualysAPI

@Suite struct JobStartTests {
    @Test(
        "a start is read in twelve and in twenty-four hours, and shown in the vendor's form",
        arguments: [
            ("2026-7-01 09:57:18 AM", "2026-7-01 09:57:18 AM"),
            ("2026-4-14 01:45:48 PM", "2026-4-14 01:45:48 PM"),
            ("2026-08-1 9:5:7 am", "2026-8-01 09:05:07 AM"),
            ("2026-12-31 12:00:00 AM", "2026-12-31 12:00:00 AM"),
            ("2026-12-31 12:30:00 pm", "2026-12-31 12:30:00 PM"),
            ("2026-08-01 00:00:00", "2026-8-01 12:00:00 AM"),
            ("2026-08-01 21:30:09", "2026-8-01 09:30:09 PM"),
            ("2026-08-01 12:00:00", "2026-8-01 12:00:00 PM"),
            ("2026-08-01T21:30", "2026-8-01 09:30:00 PM"),
            (" 2024-2-29  1:00:00  AM ", "2024-2-29 01:00:00 AM"),
        ]
    )
    func reads(_ text: String, _ shown: String) throws {
        let start = try #require(JobStart(text))
        #expect(start.text == shown)
        #expect(JobStart(start.text) == start)
    }

    @Test(
        "what is no time is none",
        arguments: [
            "", "tomorrow", "2026-8-01", "09:57:18 AM", "2026-13-01 09:00:00 AM",
            "2025-2-29 09:00:00 AM", "2026-8-00 09:00:00 AM", "2026-8-01 13:00:00 PM",
            "2026-8-01 00:30:00 AM", "2026-8-01 24:00:00", "2026-8-01 09:60:00 AM",
            "2026-8-01 09:00:60 AM", "2026-8-01 09:00:00 XM", "2026-8-01 09:00:00 AM UTC",
            "2026-8-01 09:00:00Z", "26-8-01 09:00:00 AM PM", "2026-8-+1 09:00:00 AM",
            "2026-8-٣ 09:00:00 AM", "12026-8-01 09:00:00 AM", "2026/8/01 09:00:00 AM",
        ]
    )
    func refuses(_ text: String) {
        #expect(JobStart(text) == nil)
    }
}
