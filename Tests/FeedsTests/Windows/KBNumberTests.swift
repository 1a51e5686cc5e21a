// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct KBNumberTests {
    @Test(
        "a KB is a number of five to eight digits, with or without its letters",
        arguments: [
            ("5001330", 5_001_330), ("KB5001330", 5_001_330), ("kb976932", 976_932),
            (" 12819689\n", 12_819_689), ("98765", 98_765), ("", nil), ("KB", nil), ("1234", nil),
            ("123456789", nil), ("0500133", nil), ("5001330a", nil), ("Release Notes", nil),
            ("20.0.12", nil), ("KB KB5001330", nil), ("٥٠٠١٣٣٠", nil),
        ] as [(String, UInt32?)]
    )
    func reads(text: String, value: UInt32?) {
        let number = KBNumber(text.utf8)
        #expect(number?.value == value)
        if let value { #expect(number?.name == "KB\(value)") }
    }

    @Test(
        "lists have semicolons, spaces or tags between their numbers",
        arguments: [
            ("", [], 0), ("4012215", [4_012_215], 0), ("None", [], 0),
            ("4471987;3142037\n", [4_471_987, 3_142_037], 0),
            ("3118389<br><br>4022173", [3_118_389, 4_022_173], 0),
            ("4011586, 4011586;;KB4011587", [4_011_586, 4_011_587], 0), ("2.41.0", [], 1),
            ("4011586;soon;1", [4_011_586], 2),
        ] as [(String, [UInt32], Int)]
    )
    func readsLists(text: String, values: [UInt32], unreadable: Int) {
        let list = KBNumber.list(text.utf8)
        #expect(list.numbers.map(\.value) == values)
        #expect(list.unreadable == unreadable)
    }

    @Test(
        "the names of CVEs are found whatever is wrong around them",
        arguments: [
            ("CVE-2026-1001", ["CVE-2026-1001"]), ("cve-2026-1001", ["CVE-2026-1001"]),
            ("CVE20261001", ["CVE-2026-1001"]), ("CVE", []), ("", []), ("ADV260001", []),
            ("CVE-2026-1001CVE-2026-1002", ["CVE-2026-1001", "CVE-2026-1002"]),
            ("CVE-2026-1001 CVE-2026-1001", ["CVE-2026-1001"]),
            ("CVE-2026-1234567 (old)", ["CVE-2026-1234567"]), ("CVE-2026-12345678", []),
            ("CVE-2026-100", []), ("CVE-26-10012", []), ("a CVE: CVE-2026-1001", ["CVE-2026-1001"]),
        ]
    )
    func findsCVEs(text: String, names: [String]) {
        #expect(CVEScan.names(in: text) == names)
    }

    @Test("equal texts share a number, through every growth of the table")
    func numbersTexts() {
        var numbers = TextNumbers()
        let texts = (0..<1_000).map { "text \($0 % 700)" }
        let found = texts.map { numbers.number(of: $0) }
        #expect(numbers.texts.count == 700)
        #expect(zip(texts, found).allSatisfy { numbers[$1] == $0 })
        #expect(numbers.number(of: "text 5") == found[5])
        #expect(numbers.number(of: "") == 700)
        let latin: [UInt8] = [0x66, 0xFC, 0x72]
        #expect(latin.withUnsafeBytes { numbers.number(of: $0) } == nil)
        #expect(numbers.texts.count == 701)
    }
}
