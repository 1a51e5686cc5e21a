// SPDX-License-Identifier: Apache-2.0
import Domain

/// Compares passwords one after the other.
///
/// A slow hash occupies a core for some 50 ms, and anybody may ask for one by sending a wrong
/// password: with many at once nothing else would be answered.
actor PasswordChecks {
    /// Whether a password is the user's; a user that nobody is costs as much time as a wrong password.
    func isRight(_ password: String, of user: User?) -> Bool {
        (user.map { PasswordHash(stored: $0.passwordHash) } ?? .ofNobody).matches(password)
    }
}
