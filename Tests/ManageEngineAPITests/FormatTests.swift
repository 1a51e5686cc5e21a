// SPDX-License-Identifier: Apache-2.0
import Domain
import NIOCore
import Testing
import Web

@testable import ManageEngineAPI

@Suite struct FormatTests {
    @Test(
        "dates without seconds are read as UTC",
        arguments: [
            ("1970-01-01 00:00", 0), ("2030-03-17 17:46", 1_899_999_960_000),
            ("2000-02-29 12:30", 951_827_400_000), ("2024-12-31 23:59", 1_735_689_540_000),
            ("2100-03-01 00:00", 4_107_542_400_000), ("1969-12-31 23:59", -60_000),
        ] as [(String, Int64)]
    )
    func readsTimes(text: String, milliseconds: Int64) {
        #expect(VendorTime.parse(text) == Timestamp(milliseconds: milliseconds))
    }

    @Test(
        "what is no date is refused",
        arguments: [
            "", "2030-02-29 00:00", "2100-02-29 00:00", "2030-13-01 00:00", "2030-00-10 00:00",
            "2030-01-00 00:00", "2030-04-31 00:00", "2030-01-01 24:00", "2030-01-01 00:60",
            "2030-1-01 00:000", "2030-01-01T00:00", "2030-01-01 00:00:00", "+030-01-01 00:00",
        ]
    )
    func refusesTimes(text: String) {
        #expect(VendorTime.parse(text) == nil)
    }

    @Test(
        "a machine's name becomes the vendor's architecture and its two numbers",
        arguments: [
            ("x86_64", "x64-based PC", 2, 3), ("i686", "x86-based PC", 1, 2),
            ("aarch64", "ARM64-based PC", 4, 5), ("armv7l", "ARM32-based PC", 3, 4),
            ("riscv64", "Unknown", 0, 1), (nil, "Unknown", 0, 1),
        ] as [(String?, String, Int64, Int64)]
    )
    func namesArchitectures(machine: String?, name: String, number: Int64, type: Int64) {
        let architecture = ProcessorArchitecture(machine: machine)
        #expect(architecture.name == name)
        #expect(architecture.rawValue == number)
        #expect(architecture.typeNumber == type)
    }

    @Test("severities have the vendor's numbers, names and labels")
    func namesSeverities() {
        #expect(
            Patch.Severity.allCases.map { "\($0.rawValue) \($0.vendorName) \($0.vendorLabel)" } == [
                "0 Unrated dc.common.UNRATED", "1 Low dc.common.LOW",
                "2 Moderate dc.common.MODERATE", "3 Important dc.common.IMPORTANT",
                "4 Critical dc.common.CRITICAL",
            ]
        )
    }

    @Test("what is absent is two hyphens, and minus one among the computers' times")
    func writesAbsence() throws {
        let reply = Reply.json { json in
            json.object {
                $0.cell("text", nil as String?)
                $0.cell("empty", "")
                $0.cell("number", nil as Int64?)
                $0.cell("count", 3)
                $0.cell("time", Timestamp(milliseconds: 5))
                $0.timeOrNone("never", nil)
            }
        }
        #expect(
            String(buffer: try #require(reply.body))
                == #"{"text":"--","empty":"--","number":"--","count":3,"time":5,"never":-1}"#
        )
    }

    @Test(
        "a token is found in each form of the header",
        arguments: [
            ("abc", "abc"), (" abc ", "abc"), ("Bearer abc", "abc"),
            ("zoho-OAUTHTOKEN  abc", "abc"),
            ("Basic abc", "Basic abc"), ("Bearer", "Bearer"), ("", nil), ("   ", nil),
        ] as [(String, String?)]
    )
    func findsToken(header: String, token: String?) {
        #expect(Authentication.token(in: header) == token)
    }
}
