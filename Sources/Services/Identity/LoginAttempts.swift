// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// Counts failed logins by name, and blocks a name that failed too often until its minute is over.
///
/// In memory and bounded: names that were forgotten or a restart give a guesser ten more tries, which
/// costs it more time than it gains. Safe for concurrent use; the time is an argument.
final class LoginAttempts: Sendable {
    /// How many failures of one name are allowed in a minute.
    static let failuresMax = 10
    /// How long failures count, from the first of them.
    static let window: Duration = .seconds(60)
    /// How many names are remembered at once.
    ///
    /// A failure costs a password hash of some 50 ms, so that a core cannot fill it in a minute.
    static let namesMax = 10_000

    private struct Failures {
        var count: Int
        let since: Timestamp

        func isOver(at now: Timestamp) -> Bool { now < since || now - since >= window }
    }

    private let failures = Mutex<[String: Failures]>([:])

    /// How many names are remembered.
    var nameCount: Int { failures.withLock { $0.count } }

    /// Lets an attempt pass, or throws ``DomainError/Code/tooManyRequests`` for a blocked name.
    func admit(_ name: String, at now: Timestamp) throws(DomainError) {
        let known = failures.withLock { $0[name] }
        guard let known, !known.isOver(at: now), known.count >= Self.failuresMax else { return }
        let rest = Self.window - (now - known.since)
        throw DomainError(
            .tooManyRequests,
            subject: "failed logins of one user name",
            hint: "try again in \(max(1, rest.components.seconds)) seconds"
        )
    }

    /// Counts a failure.
    func fail(_ name: String, at now: Timestamp) {
        failures.withLock { failures in
            if let known = failures[name], !known.isOver(at: now) {
                failures[name] = Failures(count: known.count + 1, since: known.since)
                return
            }
            if failures.count >= Self.namesMax { Self.makeRoom(in: &failures, at: now) }
            failures[name] = Failures(count: 1, since: now)
        }
    }

    /// Forgets the names whose minute is over, and the oldest one where that is none.
    private static func makeRoom(in failures: inout [String: Failures], at now: Timestamp) {
        failures = failures.filter { !$0.value.isOver(at: now) }
        guard failures.count >= namesMax,
            let oldest = failures.min(by: { $0.value.since < $1.value.since })
        else { return }
        failures[oldest.key] = nil
    }
}
