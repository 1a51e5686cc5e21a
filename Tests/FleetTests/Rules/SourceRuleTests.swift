// SPDX-License-Identifier: Apache-2.0

import Testing

/// Advisories name source packages, machines have binary ones.
@Suite struct SourceRuleTests {
    static let cases = [
        RuleCase(
            "a package is called vulnerable because a source package of the same name is",
            catalogue: "dsa DSA-1 java 1.1",
            machine: "java:amd64 0.5 openjdk=1.9",
            finds: "",
            explains: "java 1.1 -> notApplicable package_not_installed"
        ),
        RuleCase(
            "a vulnerable library is overlooked because no package has the advisory's name",
            catalogue: "dsa DSA-1 openssl 3.0.2",
            machine: "libssl3:amd64 3.0.1 openssl",
            finds: "openssl 3.0.2 missing source_older",
            explains: "openssl 3.0.2 -> missing source_older"
        ),
        RuleCase(
            "a package with an epoch of its own looks newer than the fix of its source",
            catalogue: "dsa DSA-1 gcc-12 12.2.0-15",
            machine: "libstdc++6:amd64 4:12.2.0-14 gcc-12=12.2.0-14",
            finds: "gcc-12 12.2.0-15 missing source_older",
            explains: "gcc-12 12.2.0-15 -> missing source_older"
        ),
        RuleCase(
            "a rebuilt package looks newer or older than the fix that it was built from",
            catalogue: "dsa DSA-1 a 1.1\ndsa DSA-2 b 1.2",
            machine: "a:amd64 1.1+b3 a=1.1\nb:amd64 1.1+b3 b=1.1",
            finds: "a 1.1 installed up_to_date\nb 1.2 missing source_older",
            explains: "a 1.1 -> installed up_to_date",
            "b 1.2 -> missing source_older"
        ),
        RuleCase(
            "one vulnerability is shown once for each package of its source",
            catalogue: "dsa DSA-1 a 1.1",
            machine: "a:amd64 1.0 a\na-data:all 1.0 a\nliba1:amd64 1.0 a\nliba1:i386 1.0 a",
            finds: "a 1.1 missing source_older"
        ),
        RuleCase(
            "a fix that the repository builds under other names is never found installed",
            catalogue: "dsa DSA-1 a 1.1\nsecurity a 1.1 liba2:amd64 a:amd64",
            machine: "a:amd64 1.1 a\nliba1:amd64 1.0 a",
            finds: "a 1.1 installed up_to_date",
            explains: "a 1.1 -> installed up_to_date"
        ),
    ]

    @Test("sources and binary packages are told apart", arguments: cases)
    func keeps(_ rule: RuleCase) throws { try rule.check() }
}
