// SPDX-License-Identifier: Apache-2.0

extension Collection<UInt32> {
    /// Gives the numbers of rows as one run of memory; copies only what does not lie so.
    @inline(__always)
    func withRows<R>(_ body: (UnsafeBufferPointer<UInt32>) -> R) -> R {
        withContiguousStorageIfAvailable(body) ?? Array(self).withUnsafeBufferPointer(body)
    }
}

extension UnsafeBufferPointer<UInt32> {
    /// Whether the numbers ascend without repetitions.
    var ascends: Bool {
        guard count > 1 else { return true }
        // Without a way out in the middle the loop compares several at once.
        var faults = 0
        for index in 1..<count { faults &+= self[index - 1] < self[index] ? 0 : 1 }
        return faults == 0
    }
}
