// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing

@testable import QualysAPI

@Suite struct PatchStageTests {
    @Test(
        "a patch without a result is where its asset is",
        arguments: [
            (.pending, .pendingExecution), (.offered, .pendingExecution),
            (.waitingForUser, .pendingExecution), (.downloading, .executing),
            (.installing, .executing), (.waitingForReboot, .pendingReboot),
            (.rebooting, .pendingReboot), (.verifying, .pendingVerification),
            // The report said nothing of it.
            (.completed, .failed), (.failed, .failed),
            (.refused, .skipped), (.noPatchAvailable, .skipped), (.expired, .skipped),
            (.cancelled, .skipped), (.blocked, .skipped), (.notApplicable, .notApplicable),
            (.superseded, .superseded), (.silent, .unknown),
        ] as [(Execution.State, PatchStage)]
    )
    func followsAsset(state: Execution.State, stage: PatchStage) {
        #expect(PatchStage(nil, of: execution(.install, state)) == stage)
    }

    @Test(
        "what came of a patch counts where its asset is done",
        arguments: [
            (.installed, .success), (.rolledBack, .success), (.alreadyInstalled, .installed),
            (.failed, .failed), (.superseded, .superseded), (.notApplicable, .notApplicable),
            (.skipped, .skipped), (.blocked, .skipped), (.postponed, .skipped),
            (.unavailable, .skipped), (.downloaded, .skipped),
        ] as [(PatchResult.Outcome, PatchStage)]
    )
    func followsOutcome(outcome: PatchResult.Outcome, stage: PatchStage) {
        #expect(PatchStage(outcome, of: execution(.install, .failed)) == stage)
    }

    @Test("every outcome has its row above")
    func isComplete() {
        #expect(PatchResult.Outcome.allCases.count == 11)
        #expect(Execution.State.allCases.count == 18)
    }

    @Test("what failed is pending again where it is tried again, what is settled is not")
    func followsRetries() {
        let waiting = execution(.install, .pending)
        #expect(PatchStage(.failed, of: waiting) == .pendingExecution)
        #expect(PatchStage(.postponed, of: waiting) == .pendingExecution)
        #expect(PatchStage(.downloaded, of: waiting) == .pendingExecution)
        #expect(PatchStage(.installed, of: waiting) == .success)
        #expect(PatchStage(.alreadyInstalled, of: waiting) == .installed)
        #expect(PatchStage(.notApplicable, of: waiting) == .notApplicable)
    }

    @Test("what is reported and not proven is no success")
    func awaitsProof() {
        let verifying = execution(.install, .verifying)
        #expect(PatchStage(.installed, of: verifying) == .pendingVerification)
        #expect(PatchStage(.alreadyInstalled, of: verifying) == .pendingVerification)
        #expect(PatchStage(.failed, of: verifying) == .failed)
        #expect(PatchStage(.blocked, of: verifying) == .skipped)
    }
}
