// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

@Suite struct MitigationOutcomeTests {
    private static func result(
        _ outcome: ActionResult.Outcome,
        exitCode: Int?,
        verification: Int? = nil,
        undo: Int? = nil
    ) -> ActionResult {
        var result = ActionResult(
            action: ID<OrderAction>(derivedFrom: "a").uuid,
            outcome: outcome,
            exitCode: exitCode,
            output: "",
            startedAt: 0,
            finishedAt: 1
        )
        result.verificationCode = verification
        result.undoCode = undo
        return result
    }

    @Test(
        "a result is judged by what is in place afterwards",
        arguments: [
            (result(.succeeded, exitCode: 0), .succeeded),
            (result(.succeeded, exitCode: 0, verification: 0), .succeeded),
            (result(.failed, exitCode: 3), .failed),
            (result(.failed, exitCode: nil), .failed),
            (result(.failed, exitCode: 0, verification: 1), .partial),
            (result(.failed, exitCode: 0, verification: 1, undo: 1), .partial),
            (result(.undone, exitCode: 0, verification: 1, undo: 0), .failed),
            (result(.timedOut, exitCode: nil), .failed),
            (result(.timedOut, exitCode: 0), .partial),
            (result(.skipped, exitCode: nil), .skipped),
        ] as [(ActionResult, MitigationOutcome)]
    )
    func judges(_ result: ActionResult, _ outcome: MitigationOutcome) {
        #expect(MitigationOutcome(result) == outcome)
    }

    @Test("an action that a report says nothing of was not tried")
    func judgesNothing() {
        #expect(MitigationOutcome(nil) == .skipped)
    }
}
