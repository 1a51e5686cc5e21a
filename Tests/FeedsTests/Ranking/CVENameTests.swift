// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct CVENameTests {
    @Test(
        "a name is CVE, a year and 4 to 19 digits",
        arguments: [
            ("CVE-1999-0001", true), ("CVE-2026-1234567890123456789", true),
            ("CVE-2026-123", false), ("CVE-2026-12345678901234567890", false),
            ("cve-2026-0001", false), ("CVE-26-0001", false), ("CVE-2026-", false),
            ("CVE-2026-00x1", false), ("CVE-2026-0001 ", false), ("", false),
            ("CVE-20260001", false), ("TEMP-2026-0001", false), ("CVE-2026-٠٠٠١", false),
        ]
    )
    func checks(text: String, isWellFormed: Bool) {
        #expect(CVEName.isWellFormed(text) == isWellFormed)
    }
}
