// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// What is said where nothing can be said.
@Suite struct AssessorUnknownTests {
    @Test(
        "a release that no feed covers is unknown, not healthy",
        arguments: ["debian:13", "debian:unstable", "ubuntu:24.04", "almalinux:9", "", "debian:1"]
    )
    func noCatalogue(_ stream: String) throws {
        let world = try World("main a 1.1 a:amd64")
        let inventory = try Machine.inventory("a:amd64 1.0 a", stream: stream)
        let assessment = Assessor(world.catalogue).assess(inventory)
        #expect(assessment.unknown == .noCatalogue)
        #expect(assessment.findings.isEmpty)
    }

    @Test("an empty catalogue knows nothing of any machine")
    func emptyCatalogue() throws {
        let inventory = try Machine.inventory("a:amd64 1.0 a")
        #expect(Assessor(.empty).assess(inventory).unknown == .noCatalogue)
        #expect(Catalogue.empty.ordered.isEmpty)
        #expect(Catalogue.empty.streams.isEmpty)
    }

    @Test("a third party's repository alone does not make a release covered")
    func thirdPartyIsNotEnough() throws {
        let world = try World("shop tool 2.0 tool:amd64")
        let inventory = try Machine.inventory(
            "tool:amd64 1.0 tool",
            suites: ["main", "shop"]
        )
        #expect(Assessor(world.catalogue).assess(inventory).unknown == .noCatalogue)
    }

    @Test("a release is covered by its repositories or by its advisories alone")
    func covered() throws {
        for lines in ["main a 1.1 a:amd64", "dsa DSA-1 a 1.1"] {
            let inventory = try Machine.inventory("b:amd64 1.0 b")
            let assessment = Assessor(try World(lines).catalogue).assess(inventory)
            #expect(assessment.unknown == nil)
            #expect(assessment.findings.isEmpty)
        }
    }

    @Test("a machine of Ubuntu is unknown beside Debian's catalogue, and known beside its own")
    func ubuntu() throws {
        let inventory = try Machine.inventory(
            "a:amd64 1.0 a",
            suites: ["noble"],
            stream: "ubuntu:24.04"
        )
        let debian = Assessor(try World("main a 1.1 a:amd64").catalogue).assess(inventory)
        #expect(debian.unknown == .noCatalogue)
        #expect(debian.findings.isEmpty)
        let ubuntu = Assessor(try World("noble a 1.1 a:amd64").catalogue).assess(inventory)
        #expect(ubuntu.unknown == nil)
        #expect(ubuntu.findings.map(\.state) == [.missing])
    }
}
