// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Testing

/// The devices that lack one patch, or one package of it.
@Suite struct LackingTests {
    @Test("a patch's slot and its identity find the same devices")
    func agreesWithIdentities() throws {
        var found = 0
        for seed in 0..<150 as Range<UInt64> {
            let fleet = RandomFleet(seed: seed)
            let snapshot = FleetWriter(limits: Snapshots.limits).take(fleet.everything())
            for patch in fleet.patches {
                let slot = try #require(snapshot.catalogue.slot(of: patch))
                let lacking = snapshot.devices(lackingPatchAt: slot)
                #expect(lacking == snapshot.devices(lacking: [patch]), "seed \(seed) \(patch)")
                found += lacking.population
            }
        }
        #expect(found > 500)
    }

    @Test("of an advisory's packages each finds the devices that have an older one of its own")
    func tellsPackagesApart() throws {
        let world = try World("alsa ALSA-2026:1 oak=2-1.el9 elm=3-1.el9")
        let installed = [
            ["oak": "1-1.el9", "elm": "2-1.el9"], ["oak": "2-1.el9", "elm": "2-1.el9"],
            ["oak": "1-1.el9"], ["elm": "3-1.el9"],
        ]
        let inventories = installed.enumerated().map { index, packages in
            let rows = packages.map { name, version in
                InstalledPackage(
                    name: name,
                    architecture: "x86_64",
                    version: version,
                    source: name
                )
            }
            let inventory = Inventory(
                stream: "almalinux:9",
                architecture: "x86_64",
                packages: rows,
                repositories: nil
            )
            return ("\(index)", inventory)
        }
        let snapshot = Snapshots.snapshot(
            world,
            inventories: Dictionary(uniqueKeysWithValues: inventories),
            devices: (0..<4).map { Snapshots.device($0 + 1, digest: "\($0)") }
        )
        let slot = try #require(snapshot.catalogue.slot(of: world.patch(named: "ALSA-2026:1").id))
        #expect(snapshot.devices(lackingPatchAt: slot).slots == [0, 1, 2])
        #expect(snapshot.devices(withOlder: "oak", thanPatchAt: slot).slots == [0, 2])
        #expect(snapshot.devices(withOlder: "elm", thanPatchAt: slot).slots == [0, 1])
        #expect(snapshot.devices(withOlder: "ash", thanPatchAt: slot).isEmpty)
    }
}
