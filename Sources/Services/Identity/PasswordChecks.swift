// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// Compares passwords one after the other.
///
/// A slow hash occupies a core for some 50 ms, and anybody may ask for one by sending a wrong
/// password: with many at once nothing else would be answered.
actor PasswordChecks {
    /// How many checks may wait for the one under way: some three seconds' work.
    static let waitingMax = 64

    /// How many checks are under way or wait.
    private let places = Mutex(0)

    /// Whether a password is the user's; a user that nobody is costs as much time as a wrong password.
    ///
    /// - Throws: ``DomainError/Code/tooManyRequests`` where ``waitingMax`` checks wait already.
    nonisolated func isRight(
        _ password: String,
        of user: User?
    ) async throws(DomainError) -> Bool {
        try takePlace()
        defer { leavePlace() }
        return await check(password, of: user)
    }

    /// Takes a place in the queue, or refuses where it is full.
    nonisolated func takePlace() throws(DomainError) {
        let isFull = places.withLock { count in
            if count > Self.waitingMax { return true }
            count += 1
            return false
        }
        if isFull {
            throw DomainError(
                .tooManyRequests,
                subject: "passwords to check",
                hint: "try again in some seconds"
            )
        }
    }

    /// Gives a place back.
    nonisolated func leavePlace() { places.withLock { $0 -= 1 } }

    private func check(_ password: String, of user: User?) -> Bool {
        (user.map { PasswordHash(stored: $0.passwordHash) } ?? .ofNobody).matches(password)
    }
}
