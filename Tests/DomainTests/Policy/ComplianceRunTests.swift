// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct ComplianceRunTests {
    private static func result(
        _ device: String,
        compliant: Int = 0,
        missing: Int = 0,
        unknown: Int = 0,
        reason: Finding.Reason? = nil
    ) -> ComplianceResult {
        ComplianceResult(
            baseline: .init(derivedFrom: "baseline"),
            device: .init(derivedFrom: device),
            compliant: compliant,
            missing: (0..<missing).map { .init(derivedFrom: "patch \($0)") },
            unknown: unknown,
            reason: reason
        )
    }

    @Test(
        "a device is compliant only where everything is known and nothing is missing",
        arguments: [
            (result("a"), ComplianceResult.State.compliant),
            (result("a", compliant: 3), .compliant),
            (result("a", compliant: 3, missing: 1), .missing),
            (result("a", compliant: 3, unknown: 1), .unknown),
            (result("a", missing: 1, unknown: 1), .missing),
            (result("a", reason: .neverScanned), .unknown),
            (result("a", compliant: 3, reason: .inventoryStale), .unknown),
        ]
    )
    func states(_ result: ComplianceResult, _ state: ComplianceResult.State) {
        #expect(result.state == state)
    }

    @Test("a device counts once, as what is worst of it over all baselines")
    func totals() {
        let run = ComplianceRun(
            id: .init(derivedFrom: "run"),
            number: 1,
            compliance: .init(derivedFrom: "compliance"),
            at: Samples.at(0),
            by: "user:ada",
            results: [
                Self.result("a", compliant: 1), Self.result("b", missing: 1),
                Self.result("c", unknown: 1), Self.result("d"), Self.result("a", compliant: 1),
                Self.result("b", compliant: 1), Self.result("c", missing: 2),
                Self.result("d", reason: .noCatalogue),
            ]
        )
        #expect(run.totals == ComplianceTotals(compliant: 1, missing: 2, unknown: 1))
    }

    @Test(
        "a stream belongs to a platform",
        arguments: [
            ("debian:12", CompliancePlatform.linux), ("apt:NodeSource:nodistro", .linux),
            ("windows:Windows 11", .windows), ("macos:15", .mac),
        ]
    )
    func platforms(_ stream: String, _ platform: CompliancePlatform) {
        #expect(CompliancePlatform(Stream(rawValue: stream)) == platform)
    }
}
