// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct SelfServiceTests {
    private let patch = AvailablePatch(
        patch: TestID.uuid(1),
        name: "DSA-1-1",
        title: "a hole",
        severity: "high",
        needsReboot: true
    )

    private func answer(_ outcome: PatchResult.Outcome, _ text: String?)
        -> SelfServiceInstall.Answer
    {
        let result = PatchResult(
            patch: patch.patch,
            outcome: outcome,
            failure: text.map { Failure(exitCode: nil, text: $0) },
            packages: [TargetPackage("app", "1.1")]
        )
        return SelfServiceInstall.Answer(patch: patch, isLeftToRun: false, result: result)
    }

    @Test("what is offered is a table")
    func table() {
        var other = patch
        other.name = "DSA-22-1"
        other.needsReboot = false
        let lines = Agent.table(of: [patch, other]).split(separator: "\n")
        #expect(
            lines == [
                "PATCH     SEVERITY  NEEDS    TITLE", "DSA-1-1   high      restart  a hole",
                "DSA-22-1  high               a hole",
            ]
        )
    }

    @Test("what came of a patch is told, and a failure is one")
    func answers() {
        #expect(answer(.installed, nil).lines == ["DSA-1-1: installed", "  app 1.1"])
        #expect(!answer(.installed, nil).hasFailed)
        let blocked = answer(.blocked, "app is on hold")
        #expect(blocked.lines == ["DSA-1-1: blocked", "  app 1.1", "  app is on hold"])
        #expect(blocked.hasFailed)
        let left = SelfServiceInstall.Answer(patch: patch, isLeftToRun: true, result: nil)
        #expect(left.lines.count == 1 && !left.hasFailed)
    }
}
