// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// What holds of every index, over fleets made by chance.
@Suite struct FleetLawTests {
    private static func snapshot(_ fleet: RandomFleet) -> FleetSnapshot {
        FleetWriter(limits: Snapshots.limits).take(fleet.everything())
    }

    @Test("the findings of a device are those of its inventory, assessed alone")
    func findingsAreThoseOfTheInventory() throws {
        var counts: [Finding.State: Int] = [:]
        for seed in 0..<150 as Range<UInt64> {
            let fleet = RandomFleet(seed: seed)
            let snapshot = Self.snapshot(fleet)
            let assessor = Assessor(snapshot.catalogue)
            for device in snapshot.devices(in: Snapshots.root) {
                let found = snapshot.findings(device)
                guard let inventory = fleet.inventories[device.device.id] else {
                    #expect(found.isEmpty, "seed \(seed) \(device.device.name)")
                    continue
                }
                let alone = assessor.assess(inventory).findings
                #expect(
                    found.map { FleetAnswers.line($0) } == alone.map { FleetAnswers.line($0) },
                    "seed \(seed) \(device.device.name)"
                )
                #expect(found.map(\.patch) == alone.map(\.patch))
                for patch in fleet.patches {
                    #expect(
                        snapshot.finding(of: patch, on: device)
                            == found.first { $0.patch.id == patch },
                        "seed \(seed) \(device.device.name) \(patch)"
                    )
                }
                for finding in found { counts[finding.state, default: 0] += 1 }
            }
        }
        // The fleets have some of everything.
        for state in [Finding.State.missing, .held, .phased, .failed, .installed, .unfixed] {
            #expect(counts[state, default: 0] > 10, "\(state)")
        }
        #expect(counts[.unknown, default: 0] > 10)
    }

    @Test("a device's inventory is given back whole")
    func givesInventoriesBack() throws {
        for seed in 0..<100 as Range<UInt64> {
            let fleet = RandomFleet(seed: seed)
            let snapshot = Self.snapshot(fleet)
            for device in snapshot.devices(in: Snapshots.root) {
                let stored = fleet.inventories[device.device.id]
                let found = snapshot.inventory(of: device)
                #expect(found?.stream == stored?.stream)
                #expect(found?.repositories == stored?.repositories)
                #expect(found?.architecture == stored?.architecture)
                // What stands in the list twice is installed once.
                #expect(
                    Set(found?.packages ?? []) == Set(stored?.packages ?? []),
                    "seed \(seed) \(device.device.name)"
                )
                #expect(found?.packages.count == Set(found?.packages ?? []).count || found == nil)
            }
        }
    }

    @Test("tallies, health and the devices that lack a patch are those of the findings")
    func countsAreThoseOfTheFindings() throws {
        for seed in 0..<150 as Range<UInt64> {
            var fleet = RandomFleet(seed: seed)
            let writer = FleetWriter(limits: Snapshots.limits)
            _ = writer.take(fleet.beginning())
            // Some orders as well.
            let snapshot = writer.take(fleet.change(5, after: writer.snapshot))
            expectCounts(snapshot, fleet, "seed \(seed)")
        }
    }

    @Test("the decision that counts for a device is the one that asking group by group finds")
    func decisionsAreThoseOfTheRule() throws {
        var ofGroups = 0
        for seed in 0..<50 as Range<UInt64> {
            var fleet = RandomFleet(seed: seed)
            var touched = RandomFleet.Touched()
            for _ in 0..<20 { fleet.decide(&touched) }
            let snapshot = Self.snapshot(fleet)
            let naive = NaiveFleet(snapshot)
            for device in snapshot.devices(in: Snapshots.root) {
                for patch in fleet.patches {
                    let found = snapshot.approval(of: patch, on: device)
                    #expect(
                        found?.decision == naive.decision(patch, on: device),
                        "seed \(seed) \(device.device.name) \(patch)"
                    )
                    if found?.group != nil { ofGroups += 1 }
                }
                #expect(
                    snapshot.lacking(device).map(\.patch.id)
                        == snapshot.findings(device).filter {
                            $0.isCurrent
                                && naive.decision($0.patch.id, on: device) != .declined
                        }.map(\.patch.id),
                    "seed \(seed) \(device.device.name)"
                )
            }
            expectCounts(snapshot, fleet, "seed \(seed) with many decisions")
        }
        #expect(ofGroups > 200)
    }

    private func expectCounts(
        _ snapshot: FleetSnapshot,
        _ fleet: RandomFleet,
        _ comment: String
    ) {
        let naive = NaiveFleet(snapshot)
        for path in [Snapshots.root, Snapshots.here, Snapshots.there] {
            let tallies = snapshot.tallies(in: path)
            let same = snapshot.tallies(of: snapshot.devices(in: path))
            for patch in fleet.patches {
                let expected = naive.tally(of: patch, in: path)
                #expect(tallies[patch] == expected, "\(comment) \(patch) at \(path)")
                #expect(same[patch] == expected, "\(comment) \(patch) on the devices of \(path)")
            }
        }
        for patch in fleet.patches {
            #expect(
                snapshot.devices(lacking: [patch]).slots == naive.devices(lacking: patch),
                "\(comment) \(patch)"
            )
        }
        for device in snapshot.devices(in: Snapshots.root) {
            #expect(
                snapshot.health(device, now: Snapshots.now) == naive.health(device),
                "\(comment) \(device.device.name)"
            )
            #expect(
                snapshot.patchCounts(of: device) == naive.counts(of: device),
                "\(comment) \(device.device.name)"
            )
        }
        #expect(snapshot.missingCount == naive.missingCount, "\(comment)")
    }

    @Test("the devices that lack any of several patches are those that lack one of them")
    func lackingIsAUnion() {
        for seed in 0..<60 as Range<UInt64> {
            let fleet = RandomFleet(seed: seed)
            let snapshot = Self.snapshot(fleet)
            let each = fleet.patches.map { snapshot.devices(lacking: [$0]) }
            let all = each.reduce(Bitmap(count: snapshot.devices.slotCount)) { $0.union($1) }
            #expect(snapshot.devices(lacking: fleet.patches) == all, "seed \(seed)")
            #expect(snapshot.devices(lacking: []).isEmpty)
        }
    }

    @Test("what an advisory would find is what a comparison of every package finds")
    func olderIsThatOfEveryPackage() {
        var found = 0
        for seed in 0..<150 as Range<UInt64> {
            let fleet = RandomFleet(seed: seed)
            let snapshot = Self.snapshot(fleet)
            let naive = NaiveFleet(snapshot)
            var random = SplitMix64(seed: seed &+ 1_000_000)
            for _ in 0..<6 {
                let platform = random.draw(from: [RandomPlatform.debian, .ubuntu, .enterprise])
                let record = RandomRecords.next(for: platform, &random).record
                guard record.origin == nil else { continue }
                let expected = naive.devices(olderThan: record)
                #expect(
                    snapshot.devices(olderThan: record).slots == expected,
                    "seed \(seed) \(record.stream) \(record.source) \(record.version)"
                )
                found += expected.count
            }
        }
        #expect(found > 50)
    }
}
