// SPDX-License-Identifier: Apache-2.0

import Testing

/// Which rule meets which installed package.
@Suite struct AssessorPackageTests {
    static let cases = [
        AssessmentCase(
            "older, same and newer",
            catalogue: """
                main a 1.1 a:amd64
                main b 1.1 b:amd64
                main c 1.1 c:amd64
                """,
            machine: """
                a:amd64 1.0 a
                b:amd64 1.1 b
                c:amd64 1.2 c
                """,
            finds: """
                a 1.1 missing binary_older
                b 1.1 installed up_to_date
                c 1.1 installed up_to_date
                """
        ),
        AssessmentCase(
            "versions are compared in their own order, not as text",
            catalogue: "main a 1.10 a:amd64\nmain b 1.0~rc1 b:amd64",
            machine: "a:amd64 1.9 a\nb:amd64 1.0 b",
            finds: "a 1.10 missing binary_older\nb 1.0~rc1 installed up_to_date"
        ),
        AssessmentCase(
            "an epoch counts before everything else",
            catalogue: "main a 1:0.5 a:amd64\nmain b 2.0 b:amd64",
            machine: "a:amd64 9.0 a\nb:amd64 1:1.0 b",
            finds: "a 1:0.5 missing binary_older\nb 2.0 installed up_to_date"
        ),
        AssessmentCase(
            "a binary package is found by its own name and version, whatever its source is called",
            catalogue: "main gcc-12 12.2-14 libgcc-s1:amd64=12.2-14 libstdc++6:amd64=4:12.2-14",
            machine: "libgcc-s1:amd64 12.2-13 gcc-12\nlibstdc++6:amd64 4:12.2-14 gcc-12=12.2-14",
            finds: "gcc-12 12.2-14 missing binary_older"
        ),
        AssessmentCase(
            "a package that moved to another source is found by its own name",
            catalogue: "main newname 2.0 tool:amd64",
            machine: "tool:amd64 1.0 oldname",
            finds: "newname 2.0 missing binary_older"
        ),
        AssessmentCase(
            "a package that the source does not build any more is left alone",
            catalogue: "main a 2.0 libnew:amd64",
            machine: "libold:amd64 1.0 a",
            finds: ""
        ),
        AssessmentCase(
            "what no feed knows is left alone",
            catalogue: "main a 2.0 a:amd64",
            machine: "b:amd64 1.0 b",
            finds: ""
        ),
        AssessmentCase(
            "each architecture is judged by its own packages",
            catalogue: "main a 1.1 a:amd64 a:i386=1.1+b1",
            machine: "a:amd64 1.1 a\na:i386 1.1 a",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "another architecture's package is no update",
            catalogue: "main a 1.1 a:arm64 a:i386",
            machine: "a:amd64 1.0 a",
            finds: ""
        ),
        AssessmentCase(
            "all and the native architecture may replace each other",
            catalogue: "main a 1.1 a:all\nmain b 1.1 b:amd64",
            machine: "a:amd64 1.0 a\nb:all 1.0 b",
            finds: "a 1.1 missing binary_older\nb 1.1 missing binary_older"
        ),
        AssessmentCase(
            "all does not replace a foreign architecture",
            catalogue: "main a 1.1 a:all\nmain b 1.1 b:i386",
            machine: "a:i386 1.0 a\nb:all 1.0 b",
            finds: ""
        ),
        AssessmentCase(
            "a package of unknown architecture is met by any",
            catalogue: "main a 1.1 a:arm64",
            machine: "a 1.0 a",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "one older package is enough",
            catalogue: "main a 1.1 a:amd64 a-data:all a-doc:all",
            machine: "a:amd64 1.1 a\na-data:all 1.0 a",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "a held package holds its patch back",
            catalogue: "main a 1.1 a:amd64\nmain b 1.1 b:amd64",
            machine: "a:amd64 1.0 a hold\nb:amd64 1.1 b hold",
            finds: "a 1.1 held on_hold\nb 1.1 installed up_to_date"
        ),
        AssessmentCase(
            "one held package among several holds the patch back",
            catalogue: "main a 1.1 a:amd64 a-data:all",
            machine: "a:amd64 1.0 a\na-data:all 1.0 a hold",
            finds: "a 1.1 held on_hold"
        ),
        AssessmentCase(
            "a held package that is new enough holds nothing back",
            catalogue: "main a 1.1 a:amd64 a-data:all",
            machine: "a:amd64 1.0 a\na-data:all 1.1 a hold",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "an update that is phased in is said to be so",
            catalogue: "updates a 1.1 a:amd64 phased=30\nupdates b 1.1 b:amd64 phased=100",
            machine: "a:amd64 1.0 a\nb:amd64 1.0 b",
            finds: "a 1.1 phased phased_update\nb 1.1 missing binary_older"
        ),
        AssessmentCase(
            "a hold says more than a phase",
            catalogue: "updates a 1.1 a:amd64 phased=30",
            machine: "a:amd64 1.0 a hold",
            finds: "a 1.1 held on_hold"
        ),
        AssessmentCase(
            "a version that nobody can compare makes the patch unknown",
            catalogue: "main a 1.1 a:amd64\nmain b 1:x: b:amd64=z:1",
            machine: "a:amd64 : a\nb:amd64 1.0 b",
            finds: "a 1.1 unknown not_comparable\nb 1:x: unknown not_comparable"
        ),
        AssessmentCase(
            "an older package says more than one that cannot be compared",
            catalogue: "main a 1.1 a:amd64 a-data:all=:",
            machine: "a:amd64 1.0 a\na-data:all 1.0 a",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "a package whose set-up never ended is not installed yet",
            catalogue: "main a 1.1 a:amd64 a-data:all\nmain b 1.1 b:amd64\nmain c 1.1 c:amd64",
            machine: """
                a:amd64 1.1 a unconfigured
                a-data:all 1.1 a
                b:amd64 1.0 b unconfigured
                c:amd64 1.2 c unconfigured
                """,
            finds: """
                a 1.1 failed not_configured
                b 1.1 missing binary_older
                c 1.1 installed up_to_date
                """
        ),
        AssessmentCase(
            "a machine without packages lacks nothing",
            catalogue: "main a 1.1 a:amd64",
            machine: "",
            finds: ""
        ),
    ]

    @Test("installed packages meet rules", arguments: cases)
    func finds(_ table: AssessmentCase) throws {
        try table.check()
    }
}
