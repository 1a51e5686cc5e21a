// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct AdvisoryLineTests {
    private static let day = Timestamp(milliseconds: 19_445 * 86_400_000)

    @Test(
        "every shape of the published lists is read",
        arguments: [
            (
                "[29 Mar 2023] DSA-9001-1 lamps - security update",
                AdvisoryLine.header(
                    name: "DSA-9001-1",
                    title: "lamps - security update",
                    issuedAt: day
                )
            ),
            (
                "[29 Mar 2023] DSA-135 lamps -- buffer overflow / DoS",
                .header(name: "DSA-135", title: "lamps -- buffer overflow / DoS", issuedAt: day)
            ),
            (
                "[29 Mar 2023] DLA-0001-12   lamps ",
                .header(name: "DLA-0001-12", title: "lamps", issuedAt: day)
            ),
            ("\t{CVE-2023-0001 CVE-2023-123456}", .cves(["CVE-2023-0001", "CVE-2023-123456"])),
            (
                "        { CVE-2007-1095  CVE-2007-2292 } ",
                .cves(["CVE-2007-1095", "CVE-2007-2292"])
            ),
            ("\tNOTE: anything at all [x] {y}", .note), ("  NOTE:", .note), ("\t ", .empty),
            ("", .empty),
            (
                "\t[bullseye] - lamps 2:1.4-1+deb11u6",
                .fix(codename: "bullseye", source: "lamps", version: "2:1.4-1+deb11u6")
            ),
            (
                "        [sarge] - lamps2.0  1.2final2-6 \t",
                .fix(codename: "sarge", source: "lamps2.0", version: "1.2final2-6")
            ),
            (
                "\t[sarge] - lamps 1-1 (bug #322591; bug #334833; medium)",
                .fix(codename: "sarge", source: "lamps", version: "1-1")
            ),
            (
                "\t[buster] - lamps <not-affected> (Older code (1.x))",
                .statement(codename: "buster", source: "lamps", status: "not-affected")
            ),
            (
                "\t[buster] - lamps <end-of-life>",
                .statement(codename: "buster", source: "lamps", status: "end-of-life")
            ),
            (
                "\t[marsrover] - lamps <no-dsa> (Minor)",
                .statement(codename: "marsrover", source: "lamps", status: "no-dsa")
            ),
        ]
    )
    func reads(line: String, expected: AdvisoryLine) throws {
        #expect(try AdvisoryLine(line) == expected)
    }

    @Test(
        "the nearest other line is refused with the reason",
        arguments: [
            ("[29 Mar 2023] DSA-9001-1", "DSA-9001-1 has no title"),
            ("[29 Mar 2023] DSA-9001-1-1 lamps", "no advisory's name: DSA-9001-1-1"),
            ("[29 Mar 2023] DTA-9001-1 lamps", "no advisory's name: DTA-9001-1"),
            ("[29 Mar 2023] DSA-x lamps", "no advisory's name: DSA-x"),
            ("[29 Mar 2023]DSA-9001-1 lamps", "no advisory's name: DSA-9001-1"),
            ("[29 Mar 2023]", "a header is [DD Mon YYYY] DSA-N-N title"),
            ("[29 Mar 2023 DSA-9001-1 lamps", "a header is [DD Mon YYYY] DSA-N-N title"),
            ("[29 mar 2023] DSA-9001-1 lamps", "no such date: [29 mar 2023]"),
            ("[9 Mar 2023] DSA-9001-1 lamps", "no such date: [9 Mar 2023]"),
            ("[31 Apr 2023] DSA-9001-1 lamps", "no such date: [31 Apr 2023]"),
            ("DSA-9001-1 lamps", "a header is [DD Mon YYYY] DSA-N-N title"),
            ("NOTE: not indented", "a header is [DD Mon YYYY] DSA-N-N title"),
            ("\t{CVE-2023-0001", "the list of CVEs has no end"),
            ("\t{}", "the list of CVEs is empty"),
            ("\t{CVE-2023-001}", "no CVE's name: CVE-2023-001"),
            ("\t{CAN-2023-0001}", "no CVE's name: CAN-2023-0001"),
            ("\t{CVE-2023-0001,CVE-2023-0002}", "no CVE's name: CVE-2023-0001,CVE-2023-0002"),
            ("\tTODO: check", "neither a CVE list, a NOTE: nor a release line"),
            ("\t- lamps 1-1", "neither a CVE list, a NOTE: nor a release line"),
            ("\t[bullseye - lamps 1-1", "a release line is [release] - package version"),
            ("\t[bullseye] lamps 1-1", "a release line is [release] - package version"),
            ("\t[bullseye] - lamps", "a release line is [release] - package version"),
            ("\t[Bullseye] - lamps 1-1", "no release's name: Bullseye"),
            ("\t[] - lamps 1-1", "no release's name: "),
            ("\t[bullseye11] - lamps 1-1", "no release's name: bullseye11"),
            ("\t[bullseye] - Lamps 1-1", "no package's name: Lamps"),
            ("\t[bullseye] - l 1-1", "no package's name: l"),
            (
                "\t[bullseye] - lamps 1- ",
                "no Debian version: 1- (nothing after the hyphen of the revision)"
            ),
            ("\t[bullseye] - lamps x:1", "no Debian version: x:1 (the epoch is not a number)"),
            ("\t[bullseye] - lamps 1-1 soon", "after the version stands no (reason): soon"),
            ("\t[bullseye] - lamps 1-1 (soon", "after the version stands no (reason): (soon"),
            ("\t[bullseye] - lamps <fixed>", "no status of the tracker: <fixed>"),
            ("\t[bullseye] - lamps <unfixed", "no status of the tracker: <unfixed"),
            ("\t[bullseye] - lamps <>", "no status of the tracker: <>"),
            ("\tNOTE: a\u{1}b", "a control character"),
            ("[29 Mar 2023] DSA-9001-1 lamps\r", "a control character"),
        ]
    )
    func refuses(line: String, reason: String) {
        #expect(throws: AdvisoryLine.Fault(what: reason)) { try AdvisoryLine(line) }
    }
}
