// SPDX-License-Identifier: Apache-2.0

/// The names of one paragraph's fields, in storage that serves paragraph after paragraph.
struct SeenNames {
    private var keys: [UInt64] = []
    /// The names themselves, one after the other, and where each of them ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// The number of names.
    var count: Int { keys.count }

    /// Adds a name with its key; false if it was there already, in upper or lower case.
    @inline(__always)
    mutating func insert(_ name: UnsafeRawBufferPointer, key: UInt64) -> Bool {
        for index in keys.indices where keys[index] == key {
            let start = index == 0 ? 0 : ends[index - 1]
            if FieldName.areEqual(bytes[start..<ends[index]], name) { return false }
        }
        keys.append(key)
        bytes.append(contentsOf: name)
        ends.append(bytes.count)
        return true
    }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
