// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension FleetSnapshot {
    /// The slots of the devices that lack the patch in a slot of the catalogue, whether or not a
    /// newer one brings the same.
    package func devices(lackingPatchAt slot: UInt32) -> Bitmap {
        let rows = book.byPatch[Int(slot)]
        var found = Bitmap(count: devices.slotCount)
        if rows.isEmpty { return found }
        // Where no word takes another one back the sets need not be told apart.
        if rows[.covered].isEmpty, rows[.unconfigured].isEmpty || rows[.unreachable].isEmpty {
            let lacking = rows[.current] + rows[.superseded] + rows[.unconfigured]
            postings.addUnion(of: lacking, to: &found)
            return found
        }
        var sets = PatchSets()
        for chunk in 0..<postings.chunkCount {
            sets.load(rows, postings, chunk: chunk)
            sets.current.add(to: &found, chunk: chunk)
            sets.superseded.add(to: &found, chunk: chunk)
            sets.closed.unconfigured.add(to: &found, chunk: chunk)
        }
        return found
    }

    /// The slots of the devices where a package of this name, or a source package of which the name
    /// alone is known, is older than the patch in a slot of the catalogue brings it.
    ///
    /// Of a patch that is an advisory with many packages it answers for one of them.
    package func devices(withOlder name: String, thanPatchAt slot: UInt32) -> Bitmap {
        let rows = book.byPatch[Int(slot)]
        let older = (rows[.current] + rows[.superseded]).filter { number in
            let row = book.rows[Int(number)]
            guard row.hasPackage else { return false }
            let package = book.packages[Int(row.package)]
            return (package.name ?? package.source) == name
        }
        return postings.union(of: older, count: devices.slotCount)
    }
}
