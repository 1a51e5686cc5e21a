// SPDX-License-Identifier: Apache-2.0

import Testing

/// Suffixes of suites and epochs: where comparing texts goes wrong.
@Suite struct VersionRuleTests {
    static let suites = [
        RuleCase(
            "a backport is said to lack an older fix of the release",
            catalogue: "dsa DSA-1 a 1.0-1+deb12u1",
            machine: "a:amd64 2.0-1~bpo12+1 a",
            finds: "a 1.0-1+deb12u1 installed up_to_date",
            explains: "a 1.0-1+deb12u1 -> installed up_to_date"
        ),
        RuleCase(
            "a backport of the version that the release fixes later is taken for the fix",
            catalogue: "dsa DSA-1 a 1.2-1~deb12u1",
            machine: "- 1.2-1~bpo12+1 a",
            finds: "a 1.2-1~deb12u1 missing source_older",
            explains: "a 1.2-1~deb12u1 -> missing source_older"
        ),
        RuleCase(
            "a security update of the release is taken for the plain version",
            catalogue: "dsa DSA-1 a 1.0-1+deb12u2",
            machine: "- 1.0-1+deb12u1 a",
            finds: "a 1.0-1+deb12u2 missing source_older"
        ),
        RuleCase(
            "the rebuild for the release (~deb12u1) is taken for the version that it precedes",
            catalogue: "dsa DSA-1 a 1.2-1\ndsa DSA-2 b 1.2-1~deb12u1",
            machine: "- 1.2-1~deb12u1 a\n- 1.2-1~deb12u1 b",
            finds: "a 1.2-1 missing source_older\nb 1.2-1~deb12u1 installed up_to_date"
        ),
        RuleCase(
            "the tenth security update is taken for an older one than the ninth",
            catalogue: "dsa DSA-1 a 1.0-1+deb12u10",
            machine: "- 1.0-1+deb12u9 a",
            finds: "a 1.0-1+deb12u10 missing source_older"
        ),
        RuleCase(
            "a machine with backports enabled is told to take all of them",
            catalogue: "main a 1.0 a:amd64\nbackports a 2.0~bpo12+1 a:amd64",
            machine: "a:amd64 1.0 a",
            suites: ["main", "backports"],
            finds: "a 1.0 installed up_to_date",
            explains: "a 2.0~bpo12+1 -> notApplicable backport_suite"
        ),
    ]

    @Test("suites are told apart by their suffixes", arguments: suites)
    func keepsSuites(_ rule: RuleCase) throws { try rule.check() }

    static let epochs = [
        RuleCase(
            "the epoch of a source is not that of its package",
            catalogue: "dsa DSA-1 a 1:1.1",
            machine: "liba:amd64 2.0 a=1:1.0",
            finds: "a 1:1.1 missing source_older",
            explains: "a 1:1.1 -> missing source_older"
        ),
        RuleCase(
            "an epoch of 0 that is written out makes two equal versions differ",
            catalogue: "alsa ALSA-1 oak=0:1.0-2\nalsa ALSA-2 elm=1.0-2",
            machine: "oak:x86_64 1.0-2 oak\nelm:x86_64 0:1.0-2 elm",
            stream: "almalinux:9",
            finds: "ALSA-1 installed up_to_date\nALSA-2 installed up_to_date",
            explains: "ALSA-1 -> installed up_to_date",
            "ALSA-2 -> installed up_to_date"
        ),
        RuleCase(
            "a version with an epoch loses against a larger number without one",
            catalogue: "dsa DSA-1 a 1:0.5\nalsa ALSA-1 oak=1:0.5-1",
            machine: "- 9.9 a",
            finds: "a 1:0.5 missing source_older",
            explains: "ALSA-1 -> notApplicable other_release"
        ),
    ]

    @Test("epochs count first, and only where there are any", arguments: epochs)
    func keepsEpochs(_ rule: RuleCase) throws { try rule.check() }
}
