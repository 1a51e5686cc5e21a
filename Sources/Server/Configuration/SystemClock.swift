// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation
import Services

/// The real clock.
package struct SystemClock: WallClock {
    /// Makes the clock.
    package init() {}

    /// The system time, cut to milliseconds.
    package var now: Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }

    /// Waits for a duration; ends early with an error when the task is cancelled.
    package static func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}

/// The operating system's random source.
package struct SystemRandom: RandomSource {
    /// Makes the source.
    package init() {}

    /// Bytes from the kernel.
    package func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
