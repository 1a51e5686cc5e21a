// SPDX-License-Identifier: Apache-2.0
import Domain

extension [FeedContent] {
    /// Adds a content, or joins it with the one that goes by the same name.
    mutating func add(_ content: FeedContent) {
        if let place = firstIndex(where: { $0.feed == content.feed }) {
            self[place].join(content)
        } else {
            append(content)
        }
    }
}

extension FeedContent {
    /// Adds the content of another index that goes by the same name.
    ///
    /// Two repositories with the same owner, codename and component are one stream to every device,
    /// so they are one feed too. Neither replaces the other.
    mutating func join(_ other: FeedContent) {
        if other.digest == digest { return }
        var hash = ContentHash()
        for part in [digest, other.digest].sorted() { hash.add(part) }
        digest = hash.hexadecimal
        var places: [Patch.Identity: Int] = [:]
        for (place, record) in records.enumerated() { places[record.patch] = place }
        for record in other.records {
            guard let place = places[record.patch] else {
                records.append(record)
                continue
            }
            let known = Set(records[place].binaries)
            records[place].binaries += record.binaries.filter { !known.contains($0) }
        }
        publishedAt = [publishedAt, other.publishedAt].compactMap { $0 }.min()
        validUntil = [validUntil, other.validUntil].compactMap { $0 }.min()
        if signedBy != other.signedBy {
            let signers = [signedBy, other.signedBy].compactMap { $0 }
            signedBy = signers.count == 2 ? signers.joined(separator: " ") : nil
        }
        remarks += other.remarks
        remarks.append("Joined with \(other.source), which goes by the same name.")
    }
}
