// SPDX-License-Identifier: Apache-2.0

/// A generator whose whole sequence follows from its seed (Steele, Lea and Flood's SplitMix64).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension SplitMix64 {
    /// A number from 0 up to, without, a limit.
    mutating func draw(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// One of some values.
    mutating func draw<Element>(from elements: [Element]) -> Element {
        elements[draw(below: elements.count)]
    }

    /// About a quarter of some values.
    mutating func few<Element>(of elements: [Element], atLeastOne: Bool = false) -> [Element] {
        let found = elements.filter { _ in draw(below: 4) == 0 }
        return found.isEmpty && atLeastOne ? [draw(from: elements)] : found
    }
}
