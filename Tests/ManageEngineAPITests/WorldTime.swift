// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Synchronization
import TestSupport

/// A clock that moves only when a test moves it.
final class SteppingClock: WallClock {
    /// Where every world begins: 2030-03-17T17:46:40Z.
    static let start = Timestamp(milliseconds: 1_900_000_000_000)

    private let state = Mutex(SteppingClock.start)

    var now: Timestamp { state.withLock { $0 } }

    /// Moves on.
    func advance(by duration: Duration) { state.withLock { $0 = $0 + duration } }
}

/// Bytes that look random and are the same in every run.
final class SeededBytes: RandomSource {
    private let state = Mutex(SeededGenerator(seed: 7))

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { generator in
            (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }
}
