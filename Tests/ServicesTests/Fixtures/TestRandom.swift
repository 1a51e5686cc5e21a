// SPDX-License-Identifier: Apache-2.0

import Services
import Synchronization
import TestSupport

/// Bytes that follow from a seed: each call gets the next ones.
final class TestRandom: RandomSource {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    func bytes(_ count: Int) -> [UInt8] {
        generator.withLock { generator in
            (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }
}
