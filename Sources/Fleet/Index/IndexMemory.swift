// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// How much memory the parts of the index take, in bytes.
///
/// The postings' figure is counted block by block; the others are sums of what the values hold,
/// without the allocator's rounding.
package struct IndexMemory: Sendable, Equatable {
    /// The parts with their sizes, in the order of their weight on a large fleet.
    package let parts: [(name: String, bytes: Int)]

    /// All parts together.
    package var total: Int { parts.reduce(0) { $0 + $1.bytes } }

    /// Whether both have the same figures.
    package static func == (left: Self, right: Self) -> Bool {
        left.parts.map(\.name) == right.parts.map(\.name)
            && left.parts.map(\.bytes) == right.parts.map(\.bytes)
    }

    /// Measures a state.
    package init(_ snapshot: FleetSnapshot) {
        var inventories = 0
        var devices = 0
        snapshot.devices.forEachDevice { device in
            inventories += (device.packages?.bytes.count ?? 0) + 32
            devices += MemoryLayout<IndexedDevice>.stride + device.device.name.utf8.count
            devices += device.device.installedSince.count * MemoryLayout<(String, Timestamp)>.stride
            devices += device.attempts.count * MemoryLayout<IndexedDevice.Attempt>.stride
        }
        var packages = 0
        snapshot.book.packages.forEachElement { package in
            packages += MemoryLayout<InstalledPackage>.stride + package.version.utf8.count
            packages += package.source.utf8.count + (package.name?.utf8.count ?? 0)
        }
        let verdicts =
            snapshot.book.rows.count * MemoryLayout<RowBook.Row>.stride
            + snapshot.book.contributions.count
            * (MemoryLayout<Contribution>.stride + MemoryLayout<String>.stride + 4)
        var catalogue = 0
        for patch in snapshot.catalogue.ordered {
            catalogue += 400 + patch.binaries.count * MemoryLayout<PatchBinary>.stride
            catalogue += patch.advisories.count * MemoryLayout<AdvisoryReference>.stride
            catalogue += patch.cves.count * MemoryLayout<String>.stride
        }
        parts = [
            ("postings", snapshot.postings.account.bytes), ("inventories", inventories),
            ("devices", devices), ("packages", packages), ("verdicts", verdicts),
            ("catalogue", catalogue),
        ]
    }
}
