// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing

@testable import QualysAPI

@Suite struct ResultStatusTests {
    /// What each state is called, and its number: of a patch job, and of a mitigation job where
    /// that differs.
    private static let table: [(Execution.State, String, Int64)] = [
        (.pending, "Pending", 29_011), (.offered, "Job Received", 20_551),
        (.waitingForUser, "Waiting for User", 29_021), (.downloading, "Downloading", 20_310),
        (.installing, "Patching", 29_031), (.waitingForReboot, "Pending Reboot", 29_041),
        (.rebooting, "Rebooting", 29_051), (.verifying, "Pending Verification", 29_061),
        (.completed, "Completed", 20_360), (.failed, "Job Failed", 20_460),
        (.refused, "Refused", 29_082), (.notApplicable, "Not Applicable", 20_531),
        (.superseded, "Superseded", 29_091), (.noPatchAvailable, "No Patch Available", 20_591),
        (.expired, "Timed Out", 29_102), (.cancelled, "Canceled", 20_381),
        (.blocked, "Execution Blocked", 20_571), (.silent, "Silent", 29_112),
    ]

    @Test("each state has a name and a number of its own")
    func names() {
        #expect(Set(Self.table.map(\.0)) == Set(Execution.State.allCases))
        #expect(Set(Self.table.map(\.1)).count == Self.table.count)
        #expect(Set(Self.table.map(\.2)).count == Self.table.count)
        for (state, name, number) in Self.table {
            let status = ResultStatus(execution(.install, state))
            #expect(status.name == name)
            #expect(status.number == number, "\(name)")
        }
    }

    @Test("what was fetched ahead is downloaded while it waits")
    func tellsDownloads() {
        var execution = execution(.install, .pending)
        execution.downloadedAt = Timestamp(milliseconds: 1)
        #expect(ResultStatus(execution).name == "Downloaded")
        #expect(ResultStatus(execution).number == 20_311)
    }

    @Test("a mitigation job has the vendor's own words for its start and its failure")
    func namesMitigations() {
        #expect(ResultStatus(execution(.mitigate, .installing)).name == "Job Started")
        #expect(ResultStatus(execution(.mitigate, .installing)).number == 20_440)
        #expect(ResultStatus(execution(.mitigate, .failed)).name == "Completed with Failure")
        #expect(ResultStatus(execution(.mitigate, .completed)).name == "Completed")
    }
}

/// An execution of some kind in some state, with results for its patches.
func execution(
    _ kind: Deployment.Kind,
    _ state: Execution.State,
    _ results: [PatchResult] = []
) -> Execution {
    var execution = Execution(
        id: ID(derivedFrom: "execution"),
        deployment: ID(derivedFrom: "deployment"),
        run: ID(derivedFrom: "run"),
        device: ID(derivedFrom: "device"),
        path: TenantPath(root: 1),
        kind: kind,
        patches: results.map { OrderPatch(patch: $0.patch, title: "t", packages: []) },
        createdAt: Timestamp(milliseconds: 0),
        expiresAt: Timestamp(milliseconds: 1_000)
    )
    execution.state = state
    execution.results = results
    return execution
}
