// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// Fixes that an advisory names, with and without a repository that offers them.
@Suite struct AssessorAdvisoryTests {
    static let cases = [
        AssessmentCase(
            "an advisory alone is judged by the version of the source",
            catalogue: "dsa DSA-1 a 1.1\ndsa DSA-2 b 1.1",
            machine: "liba:amd64 4:1.0 a=1.0\nlibb:amd64 0.9 b=1.1",
            finds: "a 1.1 missing source_older\nb 1.1 installed up_to_date"
        ),
        AssessmentCase(
            "a source without a version of its own has the package's",
            catalogue: "dsa DSA-1 a 1.1",
            machine: "liba:amd64 1.0 a",
            finds: "a 1.1 missing source_older"
        ),
        AssessmentCase(
            "rows that know only the source are judged by it",
            catalogue: "dsa DSA-1 a 1.1\nsecurity b 1.1 libb:amd64\ndsa DSA-2 b 1.1",
            machine: "- 1.0 a\n- 1.1 b",
            finds: "a 1.1 missing source_older\nb 1.1 installed up_to_date"
        ),
        AssessmentCase(
            "rows that know only the source take no backport and nothing on request",
            catalogue: "main a 1.1 a:amd64\nbackports a 2.0~bpo12+1 a:amd64\nrequest a 3.0 a:amd64",
            machine: "- 1.0 a",
            finds: "a 1.1 missing source_older"
        ),
        AssessmentCase(
            "rows that know only the source say where a backport is installed",
            catalogue: "main a 1.1 a:amd64\nbackports a 2.0~bpo12+1 a:amd64",
            machine: "- 2.0~bpo12+1 a",
            finds: "a 1.1 installed up_to_date\na 2.0~bpo12+1 installed up_to_date"
        ),
        AssessmentCase(
            "of several advisories of a source the newest is current",
            catalogue: "dsa DSA-1 a 1.1\ndsa DSA-2 a 1.2\ndsa DSA-3 a 1.3",
            machine: "- 1.1 a",
            finds: """
                a 1.1 installed up_to_date
                a 1.2 missing source_older < a 1.3
                a 1.3 missing source_older
                """
        ),
        AssessmentCase(
            "an advisory that a repository answers is one patch, judged by its packages",
            catalogue: "dsa DSA-1 a 1.1\nsecurity a 1.1 liba:amd64",
            machine: "liba:amd64 1.0 a\nlibgone:amd64 0.1 a",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "an older advisory is superseded by what the repository offers",
            catalogue: "dsa DSA-1 a 1.1\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing source_older < a 1.2\na 1.2 missing binary_older"
        ),
        AssessmentCase(
            "an advisory that runs ahead of the repository is current beside it",
            catalogue: "dsa DSA-2 a 1.3\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.2 missing binary_older\na 1.3 missing source_older"
        ),
        AssessmentCase(
            "an advisory is not superseded by a patch of another source",
            catalogue: "dsa DSA-1 a 1.1\nsecurity newa 9.0 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing source_older\nnewa 9.0 missing binary_older"
        ),
        AssessmentCase(
            "a fix that the repository dropped and an advisory still names is still lacking",
            catalogue: "dsa DSA-1 a 1.1\nsecurity a 1.1 a:amd64 withdrawn",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing source_older"
        ),
        AssessmentCase(
            "a superseded fix is judged alike, whether the repository ever had it or not",
            catalogue: "dsa DSA-1 a 1.1\nsecurity a 1.1 a:amd64 withdrawn\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing source_older < a 1.2\na 1.2 missing binary_older"
        ),
        AssessmentCase(
            "a withdrawn advisory says nothing any more",
            catalogue: "dsa DSA-1 a 1.1 withdrawn\nmain b 1 b:amd64",
            machine: "a:amd64 1.0 a",
            finds: ""
        ),
        AssessmentCase(
            "a held package holds an advisory's fix back too",
            catalogue: "dsa DSA-1 a 1.1",
            machine: "a:amd64 1.0 a hold",
            finds: "a 1.1 held on_hold"
        ),
        AssessmentCase(
            "a source version that nobody can compare makes the advisory unknown",
            catalogue: "dsa DSA-1 a 1.1",
            machine: "- : a",
            finds: "a 1.1 unknown not_comparable"
        ),
    ]

    @Test("advisories meet sources", arguments: cases)
    func finds(_ table: AssessmentCase) throws {
        try table.check()
    }

    @Test("what stands beside an advisory's fix is the version of the source")
    func comparesSources() throws {
        let world = try World("dsa DSA-1 a 1.1")
        let inventory = try Machine.inventory("liba:amd64 4:1.0+b2 a=1.0\nlibb:amd64 1.1 a")
        let finding = try #require(Assessor(world.catalogue).assess(inventory).findings.first)
        #expect(
            finding.packages == [
                PackageComparison(
                    name: "liba",
                    architecture: "amd64",
                    installed: "1.0",
                    fixed: "1.1",
                    isOlder: true
                ),
                PackageComparison(
                    name: "libb",
                    architecture: "amd64",
                    installed: "1.1",
                    fixed: "1.1",
                    isOlder: false
                ),
            ]
        )
    }

    @Test("a patch has the advisories of the feeds that still have it")
    func dropsWithdrawnAdvisories() throws {
        var world = try World("dsa DSA-1 a 1.1 withdrawn\nsecurity a 1.1 a:amd64")
        #expect(try world.patch("a", "1.1").advisories.isEmpty)
        #expect(try world.patch("a", "1.1").isOffered)
        world = try World("dsa DSA-1 a 1.1\nsecurity a 1.1 a:amd64 withdrawn")
        #expect(try world.patch("a", "1.1").advisories.map(\.name) == ["DSA-1"])
        #expect(try !world.patch("a", "1.1").isOffered)
    }
}
