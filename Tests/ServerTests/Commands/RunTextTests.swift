// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Testing

@testable import Server

@Suite struct RunTextTests {
    private static let now = Timestamp(milliseconds: 1_767_225_600_000)
    private static let patch = Patch.Identity(derivedFrom: "patch")

    private static let deployment: Deployment = {
        var plan = DeploymentPlan(
            targets: .everything,
            patches: .missing,
            schedule: .onDemand,
            policy: .standard
        )
        plan.rings = [Ring(name: "pilot", share: 0.5), Ring(name: "rest")]
        return Deployment(
            id: ID(derivedFrom: "deployment"),
            number: 7,
            tenant: ID(derivedFrom: "tenant"),
            path: TenantPath(root: 1),
            kind: .install,
            name: "Tuesday\u{1b}[31m",
            summary: "why",
            plan: plan,
            createdBy: "user:ada",
            createdAt: now,
            request: "{}"
        )
    }()

    private static let run: Run = {
        var run = Run(
            id: ID(derivedFrom: "run"),
            number: 3,
            deployment: deployment.id,
            path: deployment.path,
            slot: now,
            subject: nil,
            createdAt: now,
            course: RunCourse(plan: deployment.plan, expiresAt: now + .seconds(60), at: now)
        )
        run.state = .halted
        run.course.decisions = [
            RunDecision(.started, at: now, by: "user:ada", reason: "it was asked for"),
            RunDecision(.halted, at: now, by: "engine", reason: "2 devices failed"),
        ]
        return run
    }()

    private static func execution(_ name: String, _ state: Execution.State) -> Execution {
        var execution = Execution(
            id: ID(derivedFrom: "execution \(name)"),
            deployment: deployment.id,
            run: run.id,
            device: ID(derivedFrom: name),
            path: deployment.path,
            kind: .install,
            patches: [],
            createdAt: now,
            expiresAt: now + .seconds(60)
        )
        execution.state = state
        return execution
    }

    private static func text(_ executions: [Execution]) -> String {
        var counts = RunCounts()
        for execution in executions { counts.add(1, execution.state, ring: execution.ring) }
        let names = ["web-1", "web-2", "web-3"].map { (Device.Identity(derivedFrom: $0), $0) }
        return RunText(
            run,
            counts: counts,
            executions: executions,
            names: Dictionary(uniqueKeysWithValues: names)
        ).text
    }

    @Test("rings, counts and decisions are there, with their reasons")
    func showsRun() {
        let text = Self.text([
            Self.execution("web-1", .completed), Self.execution("web-2", .pending),
        ])
        #expect(text.hasPrefix("run 3: halted, begun 2026-01-01T00:00:00Z\n"))
        #expect(text.contains("pilot  open          2     1       0       0          0        1"))
        #expect(text.contains("rest   closed        0"))
        #expect(text.contains("devices: 1 pending, 1 completed"))
        #expect(text.contains("halted by engine: 2 devices failed"))
        #expect(!text.contains("web-1"))
    }

    @Test("a device that failed is shown with the package manager's words, each once")
    func showsFailures() {
        var failed = Self.execution("web-3", .failed)
        failed.attempt = 2
        failed.reason = "E: Sub-process returned 1"
        failed.results = [
            PatchResult(
                patch: Self.patch.uuid,
                outcome: .failed,
                failure: Failure(exitCode: 100, text: "E: Sub-process returned 1"),
                packages: []
            ),
            PatchResult(
                patch: Self.patch.uuid,
                outcome: .failed,
                failure: Failure(exitCode: nil, text: "first\nsecond\u{1b}[2J"),
                packages: []
            ),
        ]
        #expect(
            failed.words == ["status 100: E: Sub-process returned 1", "first\nsecond\u{1b}[2J"]
        )
        let text = Self.text([failed, Self.execution("web-1", .silent)])
        let lines = text.split(separator: "\n").suffix(5).map(String.init)
        #expect(
            lines == [
                "web-1: silent, since 2026-01-01T00:00:00Z",
                "web-3: failed, attempt 2, since 2026-01-01T00:00:00Z",
                "  status 100: E: Sub-process returned 1", "  first", "  second\\u{1b}[2J",
            ]
        )
    }

    @Test("a failure that is tried again is shown, and forgotten when it ended well")
    func showsRetries() {
        var execution = Self.execution("web-2", .pending)
        execution.failures = 1
        execution.attempt = 2
        execution.reason = "a script failed"
        #expect(Self.text([execution]).hasSuffix("Z\n  a script failed"))
        execution.state = .completed
        #expect(!Self.text([execution]).contains("web-2"))
    }

    @Test("a deployment's line says what it is, and never steers the terminal")
    func showsDeployment() throws {
        let line = DeploymentLine(Self.deployment)
        #expect(line.text.hasPrefix("deployment 7: Tuesday\\u{1b}[31m, install, draft\n  why\n"))
        #expect(line.text.contains("patches   all that is missing, approved"))
        let json = try JSONEncoder().encode(line)
        let file = try DeploymentFile(parsing: json, name: "f")
        #expect(file.plan == Self.deployment.plan)
        #expect(file.kind == .install)
        #expect(file.name == Self.deployment.name)
    }

    @Test(
        "a file that is no deployment is refused with its place",
        arguments: [
            ("[", "f: "), (#"{"kind": "install", "name": "a"}"#, "f: No value"),
            (#"{"kind": "frob", "name": "a"}"#, "f: kind: "),
        ]
    )
    func refusesFiles(text: String, words: String) {
        #expect {
            try DeploymentFile(parsing: Data(text.utf8), name: "f")
        } throws: { error in
            (error as? DomainError)?.subject?.hasPrefix(words) == true
        }
    }
}
