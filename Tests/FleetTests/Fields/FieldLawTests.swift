// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Query
import Testing

@testable import Fleet

/// The law of filters over a fleet: the columns answer what the rows themselves answer.
@Suite struct FieldLawTests {
    private static let questionCount = 20

    // MARK: The laws

    /// What the columns of the devices answer otherwise than the devices.
    private func deviceFaults(_ snapshot: FleetSnapshot, seed: UInt64) -> [String] {
        let now = Snapshots.now
        let all = snapshot.devices(in: Snapshots.root)
        var known: [DeviceField: [Value]] = [:]
        for field in DeviceField.allCases {
            known[field] = all.flatMap { snapshot.values(of: field, $0, now: now) }
        }
        var questions = FieldQuestions(seed: seed, known, objects: [[.address], [.group]])
        var faults: [String] = []
        for _ in 0..<Self.questionCount {
            let filter = questions.filter(depth: 3)
            for path in FieldFleet.places {
                let expected = snapshot.devices(in: path).filter { device in
                    filter.accepts { snapshot.values(of: $0, device, now: now) }
                }
                let found = snapshot.devices(matching: filter, in: path, now: now)
                if found.map(\.slot) != expected.map(\.slot) {
                    let names = [found, expected].map { $0.map(\.device.name) }
                    faults.append("\(filter) at \(path): \(names[0]), not \(names[1])")
                }
            }
        }
        return faults
    }

    /// What the columns of the patches answer otherwise than the patches.
    private func patchFaults(_ snapshot: FleetSnapshot, seed: UInt64) -> [String] {
        var faults: [String] = []
        for path in FieldFleet.places {
            let tallies = snapshot.tallies(in: path)
            let patches = snapshot.catalogue.ordered.enumerated().compactMap { place, patch in
                tallies[patch.id].map { (place: UInt32(place), patch: patch, tally: $0) }
            }
            var known: [PatchField: [Value]] = [:]
            for field in PatchField.allCases {
                known[field] = patches.flatMap {
                    snapshot.values(of: field, $0.patch, tally: $0.tally, path: path)
                }
            }
            var questions = FieldQuestions(
                seed: seed,
                known,
                objects: [[.name], [.advisory, .cve]]
            )
            for _ in 0..<Self.questionCount {
                let filter = questions.filter(depth: 3)
                let expected = patches.filter { patch in
                    filter.accepts {
                        snapshot.values(of: $0, patch.patch, tally: patch.tally, path: path)
                    }
                }
                let found = snapshot.patchPlaces(matching: filter, tallies: tallies, path: path)
                if found.slots != expected.map(\.place) {
                    faults.append("\(filter) at \(path): \(found.slots)")
                }
            }
        }
        return faults
    }

    /// What pages of the kept orders have otherwise than the sorted lists.
    private func pageFaults(_ snapshot: FleetSnapshot) -> [String] {
        let devices = snapshot.devices.filter { _ in true }
            .sorted { $0.device.id < $1.device.id }
        let patches = snapshot.catalogue.ordered.sorted { $0.id < $1.id }
        let tallies = snapshot.tallies(in: Snapshots.root)
        var faults: [String] = []
        for isDescending in [false, true] {
            let byName = FieldOrder(DeviceField.name, isDescending: isDescending)
            let byRelease = FieldOrder(PatchField.releasedAt, isDescending: isDescending)
            let slots = byName.sorted(devices) { [.text($0.device.name)] }.map(\.slot)
            let places = byRelease.sorted(patches) {
                $0.releasedAt.map { [.number($0.milliseconds)] } ?? []
            }.compactMap { snapshot.catalogue.slot(of: $0.id) }
                .map { snapshot.catalogue.ranks[Int($0)] }
            let all = snapshot.members(of: Snapshots.root)
            let here = snapshot.members(of: Snapshots.here)
            for (set, offset, limit) in [
                (all, 0, 1_000), (all, 2, 3), (all, 0, 0), (here, 1, 2), (here, 0, 1_000),
            ] {
                let page = snapshot.page(
                    of: set,
                    by: [byName],
                    from: .offset(offset),
                    limit: limit,
                    now: Snapshots.now
                )
                let expected = slots.filter { set.contains($0) }.dropFirst(offset).prefix(limit)
                if page.map(\.slot) != Array(expected) { faults.append("\(byName) \(offset)") }
            }
            for offset in [0, 3] {
                let page = snapshot.page(
                    ofPatches: Bitmap(all: snapshot.catalogue.count),
                    by: [byRelease],
                    tallies: tallies,
                    path: Snapshots.root,
                    from: .offset(offset),
                    limit: 9
                )
                let expected = places.dropFirst(offset).prefix(9)
                    .map { snapshot.catalogue.ordered[Int($0)].id }
                if page.map(\.id) != expected { faults.append("\(byRelease) \(offset)") }
            }
        }
        return faults
    }

    private func faults(_ snapshot: FleetSnapshot, seed: UInt64) -> [String] {
        deviceFaults(snapshot, seed: seed) + patchFaults(snapshot, seed: seed)
            + pageFaults(snapshot)
    }

    // MARK: Tests

    @Test("a fleet as it is read at the start", arguments: 0..<25 as Range<UInt64>)
    func holdsAtTheStart(seed: UInt64) {
        var fleet = FieldFleet(seed: seed)
        let snapshot = FleetWriter(limits: Snapshots.limits).take(fleet.everything())
        let faults = faults(snapshot, seed: seed)
        #expect(faults.isEmpty, "seed \(seed)")
    }

    @Test("a fleet that was followed change by change", arguments: 100..<125 as Range<UInt64>)
    func holdsAfterChanges(seed: UInt64) {
        var fleet = FieldFleet(seed: seed)
        var random = SplitMix64(seed: seed)
        let writer = FleetWriter(limits: Snapshots.limits)
        _ = writer.take(fleet.everything())
        for batch in 0..<8 {
            let size = 1 + random.draw(below: 4)
            let snapshot = writer.take(fleet.change(size, after: writer.snapshot))
            let faults = faults(snapshot, seed: seed + UInt64(batch) * 1_000)
            #expect(faults.isEmpty, "seed \(seed), batch \(batch)")
            // What follows would only repeat it.
            if !faults.isEmpty { return }
        }
    }

    @Test(
        "a text that changes nothing but its bytes is found by the new ones",
        arguments: [DeviceField.name, .fullyQualifiedName, .domain, .address]
    )
    func tellsBytesApart(_ field: DeviceField) throws {
        let writer = FleetWriter(limits: Snapshots.limits)
        for text in ["Z\u{FC}rich", "Zu\u{308}rich", "Z\u{FC}rich"] {
            var device = Snapshots.device(1, digest: nil)
            device.name = text
            device.facts.fullyQualifiedName = text
            device.facts.domain = text
            device.facts.ipAddresses = [text]
            let snapshot = writer.change { $0.devices = [.init(device, packages: nil)] }
            for part in ["\u{FC}", "u\u{308}"] {
                let found = snapshot.devices(
                    matching: .test(field, .matches(Wildcard(["", part, ""]))),
                    in: Snapshots.root,
                    now: Snapshots.now
                )
                #expect(found.count == (text.utf8.count == part.utf8.count + 5 ? 1 : 0))
            }
        }
    }
}
