// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// The source of every random choice: its whole sequence follows from its seed (SplitMix64).
///
/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014). Never for
/// secrets.
package struct Dice: Sendable {
    private var state: UInt64

    /// Starts the sequence of a seed; each is as good as any other.
    package init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// Other dice whose sequence follows from this one's next number.
    package mutating func split() -> Dice { Dice(seed: next()) }

    /// A number of a range.
    package mutating func roll(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(next() % width)
    }

    /// A fraction in 0 ..< 1.
    package mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Whether something of a probability happens.
    package mutating func happens(_ probability: Double) -> Bool {
        probability > 0 && fraction() < probability
    }

    /// One of some elements; `nil` where there are none.
    package mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[roll(0...elements.count - 1)]
    }

    /// The elements that a probability keeps, in their order.
    package mutating func keep<Element>(
        _ probability: Double,
        of elements: [Element]
    ) -> [Element] {
        elements.filter { _ in happens(probability) }
    }

    /// An identity; a version 8 UUID (RFC 9562 §5.8).
    package mutating func uuid() -> UUID {
        var (high, low) = (next(), next())
        high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000
        low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
            UUID(uuid: $0.loadUnaligned(as: uuid_t.self))
        }
    }

    /// A duration between so many minutes.
    package mutating func minutes(_ range: ClosedRange<Int>) -> Duration {
        .seconds(roll(range.lowerBound * 60...range.upperBound * 60))
    }
}
