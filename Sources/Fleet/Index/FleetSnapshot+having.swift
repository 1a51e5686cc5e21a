// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Query

extension FleetSnapshot {
    /// The slots of the devices of a set with a patch that a filter accepts: one that the device
    /// lacks or has, where ``PatchField/status`` is what is true of the patch on that device.
    ///
    /// All other fields mean what they mean in a list of patches: counts are those of `tallies`.
    package func slots(
        having filter: Filter<PatchField>,
        among candidates: Bitmap,
        tallies: PatchTallies,
        path: TenantPath
    ) -> Bitmap {
        let all = Bitmap(all: catalogue.count)
        func places(_ statuses: [PatchStatus]) -> Bitmap {
            let patches = PatchSource(snapshot: self, tallies: tallies, path: path)
            return FilterPlan(filter, DevicePatchSource(patches: patches, statuses: statuses))
                .rows(among: all)
        }
        let missing = places([.missing])
        guard filter.fields.contains(.status) else {
            return devices(lacking: missing, having: missing, among: candidates)
        }
        let failed = places([.missing, .failed])
        let installed = places([.installed])
        // Most questions make no difference between what is missing and what failed.
        var differing = missing.union(failed)
        differing.subtract(missing.intersection(failed))
        var found = Bitmap(count: candidates.count)
        var simple = missing
        for (slot, devices) in failures(of: differing) {
            let place = catalogue.ranks[Int(slot)]
            if missing.contains(place) {
                simple.remove(place)
                found.formUnion(self.devices(lackingPatchAt: slot).subtracting(devices))
            } else {
                found.formUnion(devices)
            }
        }
        found.formIntersection(candidates)
        let others = candidates.subtracting(found)
        return found.union(devices(lacking: simple, having: installed, among: others))
    }

    /// The devices of a set that lack a patch whose title passes a test.
    func devices(lackingTitle test: Test, among candidates: Bitmap) -> Bitmap {
        let titled = titled(test)
        return devices(lacking: titled, having: Bitmap(count: titled.count), among: candidates)
    }

    /// The devices of a set that have a patch whose title passes a test.
    func devices(havingTitle test: Test, among candidates: Bitmap) -> Bitmap {
        let titled = titled(test)
        return devices(lacking: Bitmap(count: titled.count), having: titled, among: candidates)
    }

    private func titled(_ test: Test) -> Bitmap {
        catalogue.columns.titles.rows(passing: test, among: Bitmap(all: catalogue.count))
    }

    /// The devices of a set that lack a patch of the one set of places, or have one of the other.
    private func devices(
        lacking missing: Bitmap,
        having installed: Bitmap,
        among candidates: Bitmap
    ) -> Bitmap {
        var asked: [(slot: UInt32, missing: Bool, installed: Bool)] = []
        for slot in 0..<UInt32(catalogue.count) {
            let place = catalogue.ranks[Int(slot)]
            let wanted = (missing.contains(place), installed.contains(place))
            guard wanted.0 || wanted.1, !book.byPatch[Int(slot)].isEmpty else { continue }
            asked.append((slot, wanted.0, wanted.1))
        }
        // What is left when all patches are gone through has none of them.
        var left = candidates
        var sets = PatchSets()
        for chunk in 0..<postings.chunkCount {
            for (slot, missing, installed) in asked {
                sets.load(book.byPatch[Int(slot)], postings, chunk: chunk)
                let isAnyLeft = sets.remove(
                    from: &left,
                    chunk: chunk,
                    missing: missing,
                    installed: installed
                )
                if !isAnyLeft { break }
            }
        }
        return candidates.subtracting(left)
    }

    /// The devices on which the last attempt at each of some patches failed, by the patch's slot.
    private func failures(of places: Bitmap) -> [UInt32: Bitmap] {
        guard !places.isEmpty else { return [:] }
        var failures: [UInt32: Bitmap] = [:]
        let none = Bitmap(count: devices.slotCount)
        for slot in 0..<UInt32(catalogue.count)
        where places.contains(catalogue.ranks[Int(slot)])
            && !book.byPatch[Int(slot)][.unconfigured].isEmpty
        {
            failures[slot] = unconfigured(slot)
        }
        devices.forEachDevice { device in
            for patch in device.attempts.keys {
                guard let slot = catalogue.slot(of: patch),
                    places.contains(catalogue.ranks[Int(slot)])
                else { continue }
                let wasUnconfigured = failures[slot]?.contains(device.slot) ?? false
                // An assessment is dear, and most attempts end well.
                let mayHaveFailed =
                    device.overlay(.missing, .binaryOlder, of: patch)?.state == .failed
                guard wasUnconfigured || mayHaveFailed else { continue }
                if finding(of: patch, on: device)?.state == .failed {
                    failures[slot, default: none].insert(device.slot)
                } else {
                    failures[slot]?.remove(device.slot)
                }
            }
        }
        return failures.filter { !$0.value.isEmpty }
    }

    /// The devices on which the set-up of a patch never ended.
    private func unconfigured(_ slot: UInt32) -> Bitmap {
        var found = Bitmap(count: devices.slotCount)
        var sets = PatchSets()
        for chunk in 0..<postings.chunkCount {
            sets.load(book.byPatch[Int(slot)], postings, chunk: chunk)
            sets.closed.unconfigured.add(to: &found, chunk: chunk)
        }
        return found
    }
}

/// The columns of the patches as if each stood in the same way on one device.
private struct DevicePatchSource: ColumnSource {
    let patches: PatchSource
    let statuses: [PatchStatus]

    func column(_ field: PatchField) -> Column {
        guard field == .status else { return patches.column(field) }
        let all = Bitmap(all: patches.snapshot.catalogue.count)
        return .sets(statuses.map { (value: .text($0.rawValue), rows: all) })
    }
}
