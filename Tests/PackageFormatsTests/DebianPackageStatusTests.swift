// SPDX-License-Identifier: Apache-2.0

import PackageFormats
import Testing

@Suite struct DebianPackageStatusTests {
    @Test("all the words of dpkg are read")
    func parsesAll() throws {
        for want in DebianPackageStatus.Want.allCases {
            for flag in DebianPackageStatus.Flag.allCases {
                for state in DebianPackageStatus.State.allCases {
                    let text = "\(want.rawValue) \(flag.rawValue) \(state.rawValue)"
                    let status = try DebianPackageStatus(parsing: text)
                    #expect(status.want == want)
                    #expect(status.flag == flag)
                    #expect(status.state == state)
                }
            }
        }
    }

    @Test(
        "the words mean what dpkg means by them",
        arguments: [
            (
                "hold ok installed", DebianPackageStatus.Want.hold,
                DebianPackageStatus.State.installed
            ),
            ("deinstall ok config-files", .deinstall, .configFiles),
            ("purge reinstreq half-installed", .purge, .halfInstalled),
            ("install ok triggers-awaited", .install, .triggersAwaited),
            (" install\tok  unpacked ", .install, .unpacked),
        ]
    )
    func parses(
        _ text: String,
        _ want: DebianPackageStatus.Want,
        _ state: DebianPackageStatus.State
    ) throws {
        let status = try DebianPackageStatus(parsing: text)
        #expect(status.want == want)
        #expect(status.state == state)
    }

    @Test(
        "anything else is refused with the word that is wrong",
        arguments: [
            ("", DebianPackageStatus.Failure.wordCount(0)), ("install ok", .wordCount(2)),
            ("install ok installed now", .wordCount(4)),
            ("Install ok installed", .unknownWant("Install")),
            ("ok install installed", .unknownWant("ok")),
            ("install broken installed", .unknownFlag("broken")),
            ("install ok not_installed", .unknownState("not_installed")),
        ]
    )
    func refused(_ text: String, _ failure: DebianPackageStatus.Failure) {
        #expect(throws: failure) { try DebianPackageStatus(parsing: text) }
    }

    @Test("failures show the word they are about")
    func descriptions() {
        #expect(
            DebianPackageStatus.Failure.unknownState("gone").description
                == #"unknown state "gone""#
        )
    }
}
