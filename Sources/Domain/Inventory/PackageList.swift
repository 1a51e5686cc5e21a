// SPDX-License-Identifier: Apache-2.0

/// An inventory as numbers: its profile, and its packages in two ascending runs.
///
/// The bytes are unsigned LEB128 numbers: the profile, the count of the deciding packages and that
/// of the others, then both runs, each as its first number and the differences. 500 packages take
/// about 500 bytes.
package struct PackageList: Sendable, Equatable {
    /// The bytes.
    package let bytes: [UInt8]

    /// Encodes an inventory.
    ///
    /// - Parameters:
    ///   - profile: The number of its profile.
    ///   - deciding: The numbers of the packages that decide what is missing, ascending, each once.
    ///   - others: The numbers of installed packages that decide nothing (older kernels beside the
    ///     newest), ascending, each once.
    package init(profile: UInt32, deciding: [UInt32], others: [UInt32] = []) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + deciding.count * 2)
        // What stands twice on a machine decides, and is no other one beside itself.
        let known = others.isEmpty ? [] : Set(deciding)
        let others = others.filter { !known.contains($0) }
        Self.append(profile, to: &bytes)
        Self.append(UInt32(deciding.count), to: &bytes)
        Self.append(UInt32(others.count), to: &bytes)
        for run in [deciding, others] {
            var last: UInt32 = 0
            for number in run {
                Self.append(number - last, to: &bytes)
                last = number
            }
        }
        self.bytes = bytes
    }

    /// Takes bytes that were stored.
    ///
    /// - Throws: ``DomainError/Code/internalFault`` for bytes that are no such list.
    package init(checking bytes: [UInt8]) throws(DomainError) {
        var reader = Reader(bytes: bytes)
        guard reader.next() != nil, let deciding = reader.next(), let others = reader.next(),
            reader.skip(deciding), reader.skip(others), reader.position == bytes.count
        else { throw DomainError(.internalFault, subject: "a stored inventory is damaged") }
        self.bytes = bytes
    }

    /// The number of the profile.
    package var profile: UInt32 {
        var reader = Reader(bytes: bytes)
        return reader.next() ?? 0
    }

    /// The numbers of the packages that decide what is missing, ascending.
    package var deciding: [UInt32] { run(0) }

    /// The numbers of the packages that decide nothing, ascending.
    package var others: [UInt32] { run(1) }

    private func run(_ index: Int) -> [UInt32] {
        var reader = Reader(bytes: bytes)
        _ = reader.next()
        guard let first = reader.next(), let second = reader.next() else { return [] }
        if index == 1, !reader.skip(first) { return [] }
        return reader.ascending(count: index == 0 ? first : second)
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Reads the numbers one after the other.
    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func next() -> UInt32? {
            var number: UInt32 = 0
            var shift: UInt32 = 0
            while position < bytes.count, shift < 35 {
                let byte = bytes[position]
                position += 1
                number |= UInt32(byte & 0x7F) << shift
                if byte < 0x80 { return number }
                shift += 7
            }
            return nil
        }

        mutating func skip(_ count: UInt32) -> Bool {
            for _ in 0..<count where next() == nil { return false }
            return true
        }

        mutating func ascending(count: UInt32) -> [UInt32] {
            var numbers: [UInt32] = []
            numbers.reserveCapacity(Int(count))
            var last: UInt32 = 0
            for _ in 0..<count {
                guard let step = next() else { return numbers }
                last &+= step
                numbers.append(last)
            }
            return numbers
        }
    }
}
