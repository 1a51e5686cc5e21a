// SPDX-License-Identifier: Apache-2.0

/// Questions to one state; each keeps the state alive until its answer is complete.
///
/// Rows may come in any order and more than once; rows that no slot carries are empty. Arrays and
/// their slices are read in place.
extension PostingsSnapshot {
    /// Whether a slot carries a row.
    package func contains(_ row: UInt32, slot: UInt32) -> Bool {
        defer { withExtendedLifetime(self) {} }
        return directory(PostingsLayout.chunk(of: slot))?.leaf(row)
            .contains(PostingsLayout.place(of: slot)) ?? false
    }

    /// How many slots carry a row.
    package func count(of row: UInt32) -> Int {
        defer { withExtendedLifetime(self) {} }
        return (0..<chunkCount).reduce(0) { $0 + (directory($1)?.leaf(row).count ?? 0) }
    }

    /// Adds the slots that carry at least one of some rows to a set; those past its end are left
    /// out.
    package func addUnion(of rows: some Collection<UInt32>, to set: inout Bitmap) {
        let wordCount = PostingsLayout.chunkWordCount
        var scratch = ChunkWords()
        let batch = scratch.batch
        let wholeCount = min(chunkCount, set.wordCount / wordCount)
        rows.withRows { rows in
            set.withMutableWords { words in
                guard let base = words.baseAddress else { return }
                for chunk in 0..<wholeCount {
                    _ = add(rows, chunk, through: batch, to: base + chunk * wordCount)
                }
            }
        }
        // The last chunk of the set may end early.
        add(rows, chunk: wholeCount, to: &scratch)
        scratch.add(to: &set, chunk: wholeCount)
    }

    /// The slots, out of `count`, that carry at least one of some rows.
    package func union(of rows: some Collection<UInt32>, count: Int) -> Bitmap {
        var set = Bitmap(count: count)
        addUnion(of: rows, to: &set)
        return set
    }

    /// How many slots carry at least one of some rows, of all slots or of those in a set.
    ///
    /// Chunks where no row occurs cost nothing but the look.
    package func unionCount(of rows: some Collection<UInt32>, within set: Bitmap? = nil) -> Int {
        var scratch = ChunkWords()
        var total = 0
        for chunk in 0..<chunkCount where add(rows, chunk: chunk, to: &scratch) {
            if let set { scratch.formIntersection(set, chunk: chunk) }
            total += scratch.population
            scratch.clear()
        }
        return total
    }

    /// Adds the slots of one chunk that carry a row to a scratch set.
    ///
    /// - Returns: Whether there are any.
    @discardableResult
    package func add(_ row: UInt32, chunk: Int, to set: inout ChunkWords) -> Bool {
        defer { withExtendedLifetime(self) {} }
        guard let leaf = directory(chunk)?.leaf(row), !leaf.isEmpty else { return false }
        leaf.add(leaf.block?.head ?? .none, to: set.words)
        return true
    }

    /// Adds the slots of one chunk that carry at least one of some rows to a scratch set.
    ///
    /// - Returns: Whether there are any.
    @discardableResult
    package func add(
        _ rows: some Collection<UInt32>,
        chunk: Int,
        to set: inout ChunkWords
    ) -> Bool {
        let words = set.words
        let batch = set.batch
        return rows.withRows { add($0, chunk, through: batch, to: words) } > 0
    }

    /// Whether a chunk is the very same in another state of the same writer.
    ///
    /// Counts by chunk that were made from the one hold for the other then.
    package func sharesChunk(_ chunk: Int, with other: PostingsSnapshot) -> Bool {
        directory(chunk)?.bits == other.directory(chunk)?.bits
    }

    /// Adds the slots of one chunk that carry at least one row; returns how many rows occur.
    private func add(
        _ rows: UnsafeBufferPointer<UInt32>,
        _ chunk: Int,
        through batch: LeafBatch,
        to words: UnsafeMutablePointer<UInt64>
    ) -> Int {
        defer { withExtendedLifetime(self) {} }
        guard let directory = directory(chunk), let base = rows.baseAddress else { return 0 }
        var total = 0
        var start = 0
        while start < rows.count {
            let count = min(rows.count - start, LeafBatch.capacity)
            let found = batch.find(base + start, count, in: directory)
            batch.add(found, to: words)
            total += found
            start += count
        }
        return total
    }
}
