// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

@Suite struct PatchTallyTests {
    @Test("devices are counted by patch, in a place and below")
    func counts() throws {
        let world = try World("security a 1.2 a:amd64\nmain a 1.1 a:amd64\nmain b 1.1 b:amd64")
        let inventories = [
            "old": try Machine.inventory("a:amd64 1.0 a\nb:amd64 1.0 b"),
            "half": try Machine.inventory("a:amd64 1.1 a\nb:amd64 1.1 b"),
        ]
        let writer = Snapshots.writer(
            world,
            inventories: inventories,
            devices: [
                Snapshots.device(1, digest: "old"), Snapshots.device(2, digest: "half"),
                Snapshots.device(3, digest: nil),
                Snapshots.device(4, path: Snapshots.there, digest: "old"),
            ]
        )
        let newest = try world.patch("a", "1.2")
        let superseded = try world.patch("a", "1.1")
        let other = try world.patch("b", "1.1")
        var failed = Snapshots.execution("1", patches: [other])
        _ = failed.on(.reported(Snapshots.report(failed, [.failed])), at: Snapshots.now)
        let snapshot = writer.change { $0.executions = [failed] }

        let all = snapshot.tallies(in: Snapshots.root)
        #expect(all[newest.id] == tally(missing: 3, failed: 0, installed: 0))
        // Missing on two devices, but superseded there; installed on one.
        #expect(all[superseded.id] == tally(missing: 0, failed: 0, installed: 1))
        #expect(all[other.id] == tally(missing: 2, failed: 1, installed: 1))
        let patches = world.catalogue.ordered
        #expect(patches.count == 3 && patches.allSatisfy { all[$0.id] != nil })

        let there = snapshot.tallies(in: Snapshots.there)
        #expect(there[newest.id] == tally(missing: 1, failed: 0, installed: 0))
        #expect(there[superseded.id] == nil)
        #expect(there[other.id] == tally(missing: 1, failed: 0, installed: 0))
        let nowhere = snapshot.tallies(in: TenantPath(root: 9))
        #expect(patches.allSatisfy { nowhere[$0.id] == nil })
    }

    private func tally(missing: Int, failed: Int, installed: Int) -> PatchTally {
        PatchTally(missing: missing, failed: failed, installed: installed)
    }
}
