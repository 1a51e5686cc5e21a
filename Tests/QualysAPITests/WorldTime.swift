// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Synchronization
import TestSupport

/// A clock that moves only when a test moves it.
final class SteppingClock: WallClock {
    /// Where every world begins: 2026-03-17T12:00:00Z, a Tuesday.
    static let start = Timestamp(milliseconds: 1_773_748_800_000)

    private let state: Mutex<Timestamp>

    init(at now: Timestamp = SteppingClock.start) { state = Mutex(now) }

    var now: Timestamp { state.withLock { $0 } }

    /// Moves on.
    func advance(by duration: Duration) { state.withLock { $0 = $0 + duration } }

    /// Moves to a point in time.
    func move(to time: Timestamp) { state.withLock { $0 = time } }
}

/// Bytes that look random and are the same in every run.
final class SeededBytes: RandomSource {
    private let state: Mutex<SeededGenerator>

    init(seed: UInt64) { state = Mutex(SeededGenerator(seed: seed)) }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { generator in
            (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }
}
