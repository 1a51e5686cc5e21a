// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Query
import Testing

@testable import Fleet

/// The law of devices that are asked for by their patches: what each finding of each device answers.
@Suite struct HavingLawTests {
    private static let questionCount = 12
    private static let seeds: Range<UInt64> = 200..<225

    /// What is true of a finding's patch on its device; `nil` where the patch does not concern it.
    private static func statuses(_ finding: Finding) -> [PatchStatus]? {
        switch finding.state {
        case .installed: [.installed]
        case .failed: [.missing, .failed]
        case .missing, .held, .phased, .inProgress: [.missing]
        case .notApplicable, .unfixed, .unknown: nil
        }
    }

    private static func naive(
        _ filter: Filter<PatchField>,
        _ snapshot: FleetSnapshot,
        _ tallies: PatchTallies,
        _ path: TenantPath
    ) -> [UInt32] {
        snapshot.devices.filter { device in
            snapshot.findings(device).contains { finding in
                guard let statuses = statuses(finding) else { return false }
                return filter.accepts { field in
                    field == .status
                        ? statuses.map { .text($0.rawValue) }
                        : snapshot.values(
                            of: field,
                            finding.patch,
                            tally: tallies[finding.patch.id] ?? PatchTally(),
                            path: path
                        )
                }
            }
        }.map(\.slot)
    }

    /// Questions about the status of patches, which those made by chance ask too seldom.
    private static let aboutStatus: [Filter<PatchField>] = {
        func status(_ status: PatchStatus) -> Filter<PatchField> {
            .test(.status, .isOneOf([.text(status.rawValue)]))
        }
        let exists = Filter<PatchField>.test(.status, .exists)
        return [
            status(.missing), status(.installed), status(.failed), exists, .not(exists),
            .all([status(.missing), .not(status(.failed))]), .not(status(.missing)),
            .not(status(.failed)), .all([status(.missing), status(.installed)]),
        ]
    }()

    /// A fleet that was followed for a while, and then tried to install some of what it lacks.
    private static func snapshot(_ seed: UInt64) -> FleetSnapshot {
        var fleet = FieldFleet(seed: seed)
        var random = SplitMix64(seed: seed)
        let writer = FleetWriter(limits: Snapshots.limits)
        _ = writer.take(fleet.everything())
        let snapshot = writer.take(fleet.change(6, after: writer.snapshot))
        var executions: [Execution] = []
        snapshot.devices.forEachDevice { device in
            for finding in snapshot.findings(device) where random.draw(below: 4) > 0 {
                var execution = Snapshots.execution(
                    "\(seed) \(device.device.number) \(finding.patch.id)",
                    patches: [finding.patch],
                    on: device.device.number
                )
                if random.draw(below: 3) > 0 {
                    let outcome =
                        random.draw(from: [.failed, .failed, .installed])
                        as PatchResult.Outcome
                    let report = Snapshots.report(execution, [outcome])
                    _ = execution.on(.reported(report), at: Snapshots.now)
                }
                executions.append(execution)
            }
        }
        return writer.change { $0.executions = executions }
    }

    @Test(
        "a device has a patch that a filter accepts where one of its findings says so",
        arguments: seeds
    )
    func holds(seed: UInt64) {
        let snapshot = Self.snapshot(seed)
        let path = FieldFleet.places[Int(seed % 3)]
        let tallies = snapshot.tallies(in: path)
        var known: [PatchField: [Value]] = [:]
        for field in PatchField.allCases {
            known[field] = snapshot.catalogue.ordered.flatMap { patch in
                snapshot.values(
                    of: field,
                    patch,
                    tally: tallies[patch.id] ?? PatchTally(),
                    path: path
                )
            }
        }
        var questions = FieldQuestions(seed: seed, known, objects: [[.advisory, .cve]])
        let random = (0..<Self.questionCount).map { _ in questions.filter(depth: 3) }
        let paired = zip(random, Self.aboutStatus).map { Filter.all([$0, $1]) }
        for filter in random + paired + Self.aboutStatus + [.everything] {
            let all = snapshot.members(of: Snapshots.root)
            let found = snapshot.slots(having: filter, among: all, tallies: tallies, path: path)
            #expect(
                found.slots == Self.naive(filter, snapshot, tallies, path),
                "seed \(seed): \(filter)"
            )
            let here = snapshot.members(of: Snapshots.here)
            #expect(
                snapshot.slots(having: filter, among: here, tallies: tallies, path: path)
                    == found.intersection(here)
            )
        }
    }

    @Test("these fleets have patches that failed and that are under way")
    func isOfUse() {
        var counts: [Finding.Reason: Int] = [:]
        for seed in Self.seeds {
            let snapshot = Self.snapshot(seed)
            snapshot.devices.forEachDevice { device in
                for finding in snapshot.findings(device) { counts[finding.reason, default: 0] += 1 }
            }
        }
        #expect(counts[.installFailed, default: 0] > 5)
        #expect(counts[.orderOpen, default: 0] > 2)
    }

    @Test("a set-up that never ended failed, until an order is under way")
    func unconfigured() throws {
        let world = try World("main a 1.1 a:amd64\nmain b 1.1 b:amd64")
        let inventories = [
            "d": try Machine.inventory("a:amd64 1.1 a unconfigured\nb:amd64 1.1 b"),
            "e": try Machine.inventory("a:amd64 1.1 a\nb:amd64 1.0 b"),
        ]
        let writer = Snapshots.writer(
            world,
            inventories: inventories,
            devices: [
                Snapshots.device(1), Snapshots.device(2, digest: "e"), Snapshots.device(3),
            ]
        )
        let order = Snapshots.execution("1", patches: [try world.patch("a", "1.1")], on: 3)
        let snapshot = writer.change { $0.executions = [order] }
        func names(_ filter: Filter<PatchField>) -> [String] {
            let tallies = snapshot.tallies(in: Snapshots.root)
            let all = snapshot.members(of: Snapshots.root)
            let found = snapshot.slots(
                having: filter,
                among: all,
                tallies: tallies,
                path: Snapshots.root
            )
            #expect(found.slots == Self.naive(filter, snapshot, tallies, Snapshots.root))
            return snapshot.page(of: found, offset: 0, limit: 9).map(\.device.name)
        }
        let failed = Filter<PatchField>.test(.status, .isOneOf([.text("Failed")]))
        let missing = Filter<PatchField>.test(.status, .isOneOf([.text("Missing")]))
        #expect(names(failed) == ["m1"])
        #expect(names(missing) == ["m1", "m2", "m3"])
        #expect(names(.all([missing, .not(failed)])) == ["m2", "m3"])
        #expect(names(.all([.not(missing), .test(.source, .contains("a"))])) == ["m2"])
    }
}
