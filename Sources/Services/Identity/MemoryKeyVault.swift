// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Keys that live as long as the process: tokens end with it.
package final class MemoryKeyVault: SigningKeyVault {
    private let state = Mutex(SigningKeys())

    /// Makes an empty vault.
    package init() {}

    /// The keys.
    package func keys() -> SigningKeys { state.withLock { $0 } }

    /// Changes the keys.
    package func change(_ body: (inout SigningKeys) -> Void) -> SigningKeys {
        state.withLock { keys in
            body(&keys)
            return keys
        }
    }
}
