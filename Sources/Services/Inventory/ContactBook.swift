// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// When devices called last, until it is written to the database in one go.
///
/// A call that says nothing new costs no commit. What a crash loses is that a device called within
/// the last seconds; it calls again.
final class ContactBook: Sendable {
    private let contacts = Mutex<[Device.Identity: Timestamp]>([:])

    /// Notes a call.
    func note(_ device: Device.Identity, at now: Timestamp) {
        contacts.withLock { $0[device] = now }
    }

    /// The last call that is not written yet; `nil` where there is none.
    func contact(of device: Device.Identity) -> Timestamp? {
        contacts.withLock { $0[device] }
    }

    /// The calls that are not written yet, at most so many.
    func pending(limit: Int) -> [(device: Device.Identity, at: Timestamp)] {
        contacts.withLock { $0.prefix(limit).map { ($0.key, $0.value) } }
    }

    /// Forgets what was written; a call that came since stays.
    func forget(_ written: [(device: Device.Identity, at: Timestamp)]) {
        contacts.withLock { contacts in
            for (device, at) in written where contacts[device] == at { contacts[device] = nil }
        }
    }
}
