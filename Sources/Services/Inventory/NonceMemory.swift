// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Synchronization

/// Remembers the nonces of session requests for as long as their timestamps would be accepted.
final class NonceMemory: Sendable {
    private struct Key: Hashable {
        let device: Device.Identity
        let nonce: Data
    }

    private struct State {
        var seen: [Key: Timestamp] = [:]
        /// How many are kept before the old ones are looked for; each look is paid by as many calls.
        var limit = 4_096
    }

    private let state = Mutex(State())

    /// Remembers a nonce; `false` where it was seen before.
    func remember(_ nonce: Data, of device: Device.Identity, at now: Timestamp) -> Bool {
        state.withLock { state in
            if state.seen.count >= state.limit {
                // Twice the tolerance: a timestamp from the future is accepted for that long.
                let end = now - .milliseconds(2 * AgentProtocol.clockToleranceMilliseconds)
                state.seen = state.seen.filter { $0.value >= end }
                state.limit = max(4_096, 2 * state.seen.count)
            }
            return state.seen.updateValue(now, forKey: Key(device: device, nonce: nonce)) == nil
        }
    }
}
