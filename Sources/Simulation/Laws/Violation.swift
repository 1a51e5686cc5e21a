// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A law that was broken, with what is needed to see why.
package struct Violation: Sendable, CustomStringConvertible {
    /// The seed of the world.
    package let seed: UInt64
    /// The law, in a word.
    package let law: String
    /// What happened.
    package let text: String
    /// When.
    package let at: Timestamp
    /// The last lines of the trace that are about the same run and device.
    package let lines: [String]

    /// All of it, for people.
    package var description: String {
        let head = "seed \(seed), \(at.text): \(law): \(text)"
        return ([head] + lines.map { "    \($0)" }).joined(separator: "\n")
    }
}
