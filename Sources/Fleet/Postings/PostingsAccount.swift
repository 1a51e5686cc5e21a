// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// How much memory the blocks of one writer and all its snapshots hold.
///
/// Safe for concurrent use.
package final class PostingsAccount: Sendable {
    private let blockCount = Atomic(0)
    private let byteCount = Atomic(0)

    /// How many blocks there are, the ones that only old snapshots show included.
    ///
    /// It is 0 when the writer and every snapshot are gone.
    package var blocks: Int { blockCount.load(ordering: .relaxed) }

    /// Their bytes, with what malloc adds.
    package var bytes: Int { byteCount.load(ordering: .relaxed) }

    /// Counts blocks that were made, or less those that were given back.
    func add(blocks: Int, bytes: Int) {
        blockCount.wrappingAdd(blocks, ordering: .relaxed)
        byteCount.wrappingAdd(bytes, ordering: .relaxed)
    }
}
