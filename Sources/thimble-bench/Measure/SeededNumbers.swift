// SPDX-License-Identifier: Apache-2.0

/// Numbers that look random and that a seed determines (SplitMix64).
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 and below a limit, which is larger than 0.
    mutating func next(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// A number of 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
