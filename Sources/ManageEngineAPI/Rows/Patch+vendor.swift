// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// What the vendor's rows say about a patch, whatever system it is on.
extension Patch {
    /// `patch_name`: the source package and its version.
    var vendorName: String { name }

    /// `bulletin_id`: the first advisory that it answers.
    var bulletin: String? { advisories.first?.name }

    /// `vendor_name`: who publishes it, as its repository says; else the family of its stream.
    var publisher: String {
        if let origin = origins.first(where: { !$0.origin.isEmpty }) { return origin.origin }
        return stream.family.prefix(1).uppercased() + stream.family.dropFirst()
    }

    /// `update_name`, `update_id` and `patch_type`.
    var updateType: UpdateType { UpdateType(classification) }

    /// The platform of its stream.
    var platform: Platform { Platform(stream) }

    /// `patch_noreboot`: 1 where it brings a kernel, the one thing that asks for a restart.
    ///
    /// The agents find the need in the same way: by the running kernel against the installed one.
    var rebootNumber: Int64 {
        binaries.contains { $0.name.hasPrefix("linux-image-") } ? 1 : 0
    }

    /// `patch_size`: the bytes of its binary packages; 0 where nobody tells.
    ///
    /// Only the given architectures count, and `all`; every one where none is given.
    func downloadSize(of architectures: Set<String>? = nil) -> Int64 {
        binaries.reduce(0) { sum, binary in
            let counts =
                architectures.map {
                    binary.architecture == "all" || $0.contains(binary.architecture)
                } ?? true
            return counts ? sum + (binary.size ?? 0) : sum
        }
    }
}

extension FleetView {
    /// `updated_time`: when the newest of the feeds that know a patch was imported.
    func catalogueTime(of patch: Patch) -> Timestamp? {
        let feeds = Set(patch.feeds.map(\.feed))
        return snapshot.catalogue.revisions.filter { feeds.contains($0.feed) }
            .map(\.importedAt).max()
    }
}
