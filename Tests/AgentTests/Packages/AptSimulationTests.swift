// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct AptSimulationTests {
    @Test(
        "each form of an installation is read",
        arguments: [
            ("Inst a [1] (2 Repo:stable [amd64])", "a", "amd64", "1", "2"),
            ("Inst a:i386 [1] (2 Repo:stable [i386])", "a", "i386", "1", "2"),
            ("Inst a (2 Repo:stable [all])", "a", "all", nil, "2"),
            ("Inst a (2 Repo:stable [amd64]) []", "a", "amd64", nil, "2"),
            (
                "Inst a [1] (1:2-3+b1 X:12/s, Y:12/t [amd64]) [b:amd64 on a:amd64]",
                "a", "amd64", "1", "1:2-3+b1"
            ),
            ("Inst a [1] (2 Some (old) [label]:stable [arm64])", "a", "arm64", "1", "2"),
            ("Inst a [1] (2  [amd64])", "a", "amd64", "1", "2"),
        ] as [(String, String, String, String?, String)]
    )
    func installations(
        line: String,
        name: String,
        architecture: String,
        installed: String?,
        version: String
    ) throws {
        let plan = try AptSimulation.plan(in: "NOTE: text for people\n\(line)\n")
        let package = TargetPackage(name: name, architecture: architecture, version: version)
        let change = InstallPlan.Change(package: package, installedVersion: installed)
        #expect(plan == InstallPlan(changes: [change], configured: [], removals: []))
    }

    @Test("removals count once, with a purge")
    func removals() throws {
        let output = """
            Remv old [1.0] [other:amd64 ]
            Purg old [1.0]
            Remv x:i386 [2]

            """
        #expect(try AptSimulation.plan(in: output).removals == ["old", "x:i386"])
    }

    @Test("configurations are read, and one that fails in the simulation is not one")
    func configurations() throws {
        let output = """
            Conf a (2 Repo:stable [amd64])
            Conf b broken
             Depends:c

            """
        let plan = try AptSimulation.plan(in: output)
        #expect(plan.configured == [TargetPackage("a", "2")])
        #expect(plan.changes.isEmpty)
    }

    @Test("text for people is not read")
    func prose() throws {
        let output = """
            Reading package lists...
            The following packages will be upgraded:
              app
            Instead of Inst there is prose.

            """
        let empty = InstallPlan(changes: [], configured: [], removals: [])
        #expect(try AptSimulation.plan(in: output) == empty)
    }

    @Test(
        "an operation of unknown form is an error with its line",
        arguments: ["Inst a [1]", "Inst a", "Inst a [1] (2)", "Inst a [1", "Inst a ( [amd64])"]
    )
    func malformed(line: String) {
        #expect(throws: AptSimulation.Malformed(line: line)) {
            try AptSimulation.plan(in: line + "\n")
        }
    }
}
