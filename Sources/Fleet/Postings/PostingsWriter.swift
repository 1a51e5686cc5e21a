// SPDX-License-Identifier: Apache-2.0

/// The one that changes the postings and publishes their states.
///
/// Not safe for concurrent use: one task, actor or lock owns it. Readers never touch it; they take
/// the states that it publishes. Slots and rows are small numbers given out in sequence, since the
/// room for them grows with the largest: 8 bytes for each chunk of slots and page of rows. Unions
/// are fastest where the rows that are asked for together have neighbouring numbers.
package final class PostingsWriter {
    /// The state that was published last.
    package private(set) var current: PostingsSnapshot

    private var tree = PostingsTree()

    /// Makes postings without any slot.
    package init() { current = PostingsSnapshot(chunks: [], PostingsAccount()) }

    deinit {
        // What was not published joins the last state, which frees everything.
        publish()
        tree.close()
    }

    /// How much memory the postings and all their states hold.
    package var account: PostingsAccount { current.account }

    /// Makes the changes so far visible in a new state; without changes the last one stays.
    @discardableResult
    package func publish() -> PostingsSnapshot {
        if let (snapshot, trash) = tree.publish(account) {
            current.setNext(snapshot, trash: trash)
            current = snapshot
        }
        return current
    }

    /// Puts a slot into rows, in any order; rows that have it already keep it.
    package func add(_ slot: UInt32, rows: some Collection<UInt32>) {
        rows.withRows { rows in tree.put(slot, in: rows, isMember: true) }
    }

    /// Takes a slot out of rows, in any order; rows that do not have it stay as they are.
    package func remove(_ slot: UInt32, rows: some Collection<UInt32>) {
        rows.withRows { rows in tree.put(slot, in: rows, isMember: false) }
    }

    /// Moves a slot from the rows that it had to those that it has now.
    ///
    /// - Precondition: Both lists ascend without repetitions.
    package func replace(
        _ slot: UInt32,
        old: some Collection<UInt32>,
        new: some Collection<UInt32>
    ) {
        old.withRows { old in
            new.withRows { new in
                precondition(old.ascends && new.ascends, "rows ascend")
                tree.replace(slot, old, new)
            }
        }
    }

    /// Takes the rows of a whole chunk in, as a loader made them.
    ///
    /// - Precondition: No slot of the chunk carries a row yet, and no writer took `load` before.
    package func install(_ load: PostingsLoad) { tree.install(load) }
}
