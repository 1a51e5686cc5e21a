// SPDX-License-Identifier: Apache-2.0

/// Builds whole chunks from nothing, several times faster than slot by slot.
///
/// It collects the slots of one chunk, counts the rows, and makes every leaf once, in its final
/// size. Not safe for concurrent use, but two loaders on two threads build the chunks of two ranges
/// of slots; the writer takes the chunks of both.
///
///     for device in devices {
///         if let load = loader.add(device.slot, rows: device.rows) { writer.install(load) }
///     }
///     if let load = loader.finish() { writer.install(load) }
package final class PostingsLoader {
    private var chunk = 0
    private var places: [UInt16] = []
    private var ends: [Int] = []
    private var rows: [UInt32] = []
    private var counts: [UInt32] = []
    private var sorted: [UInt16] = []
    private var rowCount = 0

    /// Makes a loader that has collected nothing.
    package init() {}

    /// Takes the next slot with its rows in.
    ///
    /// - Precondition: Slots ascend until `finish()`; the rows of each ascend, both without
    ///   repetitions.
    /// - Returns: The chunk before, when the slot begins another one.
    package func add(_ slot: UInt32, rows new: some Collection<UInt32>) -> PostingsLoad? {
        let place = PostingsLayout.place(of: slot)
        let finished = PostingsLayout.chunk(of: slot) == chunk ? nil : finish()
        if let last = places.last { precondition(last < place, "slots ascend") }
        chunk = PostingsLayout.chunk(of: slot)
        new.withRows { new in
            precondition(new.ascends, "rows ascend")
            rows.append(contentsOf: new)
            if let last = new.last { rowCount = max(rowCount, Int(last) + 1) }
        }
        places.append(place)
        ends.append(rows.count)
        return finished
    }

    /// Makes the chunk of the slots since the last one, and begins anew.
    ///
    /// - Returns: The chunk; `nil` when no slot came, or none with a row.
    package func finish() -> PostingsLoad? {
        defer {
            places.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            rows.removeAll(keepingCapacity: true)
            rowCount = 0
        }
        guard !rows.isEmpty else { return nil }
        sortByRow()
        return makeLoad()
    }

    /// Puts the places of each row side by side; `counts` then says where each row ends.
    private func sortByRow() {
        if counts.count < rowCount {
            counts.append(contentsOf: repeatElement(0, count: rowCount - counts.count))
        }
        if sorted.count < rows.count {
            sorted.append(contentsOf: repeatElement(0, count: rows.count - sorted.count))
        }
        counts.withUnsafeMutableBufferPointer { counts in
            rows.withUnsafeBufferPointer { rows in
                counts.update(repeating: 0)
                for row in rows { counts[Int(row)] &+= 1 }
                var start: UInt32 = 0
                for row in 0..<rowCount {
                    let count = counts[row]
                    counts[row] = start
                    start &+= count
                }
                sorted.withUnsafeMutableBufferPointer { sorted in
                    var next = 0
                    for (place, end) in zip(places, ends) {
                        while next < end {
                            let row = Int(rows[next])
                            sorted[Int(counts[row])] = place
                            counts[row] &+= 1
                            next &+= 1
                        }
                    }
                }
            }
        }
    }

    /// Makes the leaves out of the sorted places.
    private func makeLoad() -> PostingsLoad {
        var ledger = BlockLedger()
        defer { ledger.close() }
        let rowsOfPage = PostingsLayout.pageRowCount
        let pageCount = (rowCount + rowsOfPage - 1) / rowsOfPage
        // Epoch 0 is before every writer's first, so the blocks belong to none.
        let directory = PostingsDirectory(
            epoch: 0,
            pageCapacity: pageCount + pageCount / 8 + 4,
            &ledger
        )
        counts.withUnsafeBufferPointer { ends in
            sorted.withUnsafeBufferPointer { sorted in
                guard let places = sorted.baseAddress else { return }
                var start = 0
                for index in 0..<pageCount {
                    let first = index * rowsOfPage
                    let last = min(first + rowsOfPage, rowCount)
                    guard Int(ends[last - 1]) > start else { continue }
                    let page = PostingsPage(epoch: 0, &ledger)
                    directory.set(index, page)
                    for row in first..<last {
                        let end = Int(ends[row])
                        if end > start {
                            let leaf = PostingsLeaf(places + start, end - start, &ledger)
                            page.set(row - first, leaf)
                        }
                        start = end
                    }
                }
            }
        }
        return PostingsLoad(chunk, directory, ledger.blockDelta, ledger.byteDelta)
    }
}

/// A whole chunk that waits to be installed; one that never is gives its memory back.
///
/// `@unchecked Sendable` although it holds raw addresses and is emptied once: it passes from the
/// loader's thread to the writer's, and neither keeps it.
package final class PostingsLoad: @unchecked Sendable {
    /// Which chunk it is: that of the slots from 4,096 times this number on.
    package let chunk: Int
    private var directory: PostingsDirectory?
    private let blocks: Int
    private let bytes: Int

    /// Takes the blocks of a chunk over.
    fileprivate init(_ chunk: Int, _ directory: PostingsDirectory, _ blocks: Int, _ bytes: Int) {
        self.chunk = chunk
        self.directory = directory
        self.blocks = blocks
        self.bytes = bytes
    }

    deinit { _ = directory?.deallocateAll() }

    /// Gives the blocks away.
    ///
    /// - Precondition: They were not given away yet.
    func take() -> (PostingsDirectory, blocks: Int, bytes: Int) {
        guard let taken = directory else { preconditionFailure("a load is installed once") }
        directory = nil
        return (taken, blocks, bytes)
    }
}
