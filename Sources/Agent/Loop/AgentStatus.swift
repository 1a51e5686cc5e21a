// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

/// What an agent's state folder tells, without asking anybody.
package struct AgentStatus: Encodable, Sendable {
    /// One order of the journal.
    package struct OrderLine: Encodable, Sendable {
        /// The order.
        package var id: String
        /// What it orders, for example `install`.
        package var kind: String
        /// `accepted`, `acting`, `restarting`, `finished` (not reported yet) or `acknowledged`.
        package var state: String
        /// What it waits for: `countdown`, `deferral` (a user put it off) or `absence` of users.
        package var waitsFor: String?
        /// Until when it waits, in milliseconds since 1970.
        package var waitsUntil: Int64?
        /// Its patches, each by its first package and that one's version.
        package var patches: [String]
        /// When it was signed, in milliseconds since 1970.
        package var issuedAt: Int64
    }

    /// The machine's identity at its server.
    package var device: String
    /// The name under which it enrolled.
    package var name: String
    /// The server's address.
    package var server: String
    /// The pinned certificate's fingerprint; `nil` where authorities are trusted.
    package var certificateFingerprint: String?
    /// When it enrolled, in milliseconds since 1970.
    package var enrolledAt: Int64
    /// Whether `run` works on the folder now.
    package var isRunning: Bool
    /// When the server last answered and what went wrong since.
    package var contact: ContactRecord
    /// The last scan; `nil` before the first one.
    package var lastScan: ScanRecord?
    /// Whether the machine must be restarted, by the last scan.
    package var reboot: RebootNeed
    /// The orders of the journal, the oldest first.
    package var orders: [OrderLine]
    /// Journal entries that cannot be read.
    package var unreadable: [String]
    /// The agent's version.
    package var version: String

    /// Reads the state folder.
    ///
    /// - Throws: ``AgentFailure/notEnrolled(state:)``, ``AgentFailure/damagedState(path:reason:)``.
    package init(state: StateDirectory) throws {
        let identity = try state.credentials().identity
        let journal = try Journal(folder: state.journalPath).entries()
        device = identity.device.text
        name = identity.name
        server = identity.server
        certificateFingerprint = identity.certificateFingerprint
        enrolledAt = identity.enrolledAt
        isRunning = try FileLock.isHeld(state.file("lock"))
        contact = state.contact()
        lastScan = try state.lastScan()
        reboot = lastScan?.reboot ?? .unknown
        orders = journal.readable.map { entry in
            OrderLine(
                id: entry.order.id.text,
                kind: entry.order.kind.rawValue,
                state: entry.state.word,
                waitsFor: entry.state.wait?.kind.rawValue,
                waitsUntil: entry.state.wait?.until,
                patches: entry.order.patches.map(\.label),
                issuedAt: entry.order.issuedAt
            )
        }
        unreadable = journal.unreadable
        version = Agent.version
    }
}

extension JournalState {
    /// The state in one word.
    fileprivate var word: String {
        switch self {
        case .accepted: "accepted"
        case .acting: "acting"
        case .restarting: "restarting"
        case .finished: "finished"
        case .acknowledged: "acknowledged"
        }
    }

    /// What the order waits for on account of users.
    var wait: UserWait? {
        if case .acting(let progress) = self { progress.course.wait } else { nil }
    }
}
