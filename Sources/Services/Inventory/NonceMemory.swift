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

    private let seen = Mutex<[Key: Timestamp]>([:])

    /// Remembers a nonce; `false` where it was seen before.
    func remember(_ nonce: Data, of device: Device.Identity, at now: Timestamp) -> Bool {
        seen.withLock { seen in
            // Twice the tolerance: a timestamp from the future is accepted for that long.
            let limit = now - .milliseconds(2 * AgentProtocol.clockToleranceMilliseconds)
            if seen.count > 4_096 { seen = seen.filter { $0.value > limit } }
            let key = Key(device: device, nonce: nonce)
            guard seen[key] == nil else { return false }
            seen[key] = now
            return true
        }
    }
}
