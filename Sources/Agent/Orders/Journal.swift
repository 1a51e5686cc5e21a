// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Foundation
import Glibc

/// The orders of this machine on disk: one folder an order, `order.json` and `state.json` in it.
///
/// An entry appears whole or not at all (a filled folder is renamed into place), and its state is
/// replaced in one step; both are flushed before the call returns. Nothing is kept in memory, so
/// two processes may share a journal: entering an order twice is refused by the file system.
package struct Journal: Sendable {
    /// How long an acknowledged order is remembered after its expiry, in milliseconds: 7 days.
    package static let memory: Int64 = 7 * 86_400_000

    /// The folder of the journal.
    package let folder: String

    /// Opens a journal, making its folder if needed.
    package init(folder: String) throws {
        self.folder = folder
        try DurableFile.makeFolder(folder)
        try removeLeftovers()
    }

    /// The folder of one order, for the files of the programs that act on it.
    package func folder(of order: UUID) -> String {
        "\(folder)/\(order.text)"
    }

    /// Enters a new order in the state `accepted`; `false` when it is there already.
    package func accept(_ order: Order, signed: SignedOrder) throws -> Bool {
        let temporary = "\(folder)/.new-\(getpid())-\(order.id.text)"
        try DurableFile.makeFolder(temporary)
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        let encoder = JSONEncoder()
        try DurableFile.write(try encoder.encode(signed), to: temporary + "/order.json")
        try write(.accepted, to: temporary)
        // rename(2) replaces an empty folder only, and an entry is never empty.
        guard rename(temporary, folder(of: order.id)) == 0 else {
            if errno == ENOTEMPTY || errno == EEXIST { return false }
            throw FileFailure("rename", temporary)
        }
        try DurableFile.syncFolder(folder)
        return true
    }

    /// Replaces the state of an order that is in the journal.
    package func record(_ state: JournalState, for order: UUID) throws {
        try write(state, to: folder(of: order))
    }

    /// What is known of an order.
    package func lookup(_ order: UUID) -> JournalLookup {
        do {
            guard let entry = try entry(at: folder(of: order)) else { return .absent }
            return .found(entry.state)
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// Every entry that can be read, the oldest order first, and the folders that cannot.
    package func entries() throws -> (readable: [JournalEntry], unreadable: [String]) {
        var readable: [JournalEntry] = []
        var unreadable: [String] = []
        for name in try DurableFile.names(in: folder) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            do {
                if let entry = try entry(at: path) { readable.append(entry) }
            } catch {
                unreadable.append("\(path): \(error)")
            }
        }
        readable.sort { ($0.order.issuedAt, $0.sortKey) < ($1.order.issuedAt, $1.sortKey) }
        return (readable, unreadable)
    }

    /// Forgets the acknowledged orders that expired longer than ``memory`` before `now`.
    package func prune(now: Int64) throws {
        for entry in try entries().readable {
            if case .acknowledged = entry.state, entry.order.expiresAt + Self.memory < now {
                try FileManager.default.removeItem(atPath: folder(of: entry.order.id))
            }
        }
    }

    /// Forgets an order that was never begun.
    func remove(_ order: UUID) throws {
        try FileManager.default.removeItem(atPath: folder(of: order))
    }

    /// Deletes every entry; for a machine that enrols anew.
    func removeAll() throws {
        try FileManager.default.removeItem(atPath: folder)
        try DurableFile.makeFolder(folder)
    }

    private func entry(at path: String) throws -> JournalEntry? {
        guard let orderBytes = try DurableFile.read(path + "/order.json") else {
            if try DurableFile.names(in: path).isEmpty { return nil }
            throw AgentFailure.damagedState(path: path + "/order.json", reason: "it is missing")
        }
        guard let stateBytes = try DurableFile.read(path + "/state.json") else {
            throw AgentFailure.damagedState(path: path + "/state.json", reason: "it is missing")
        }
        let decoder = JSONDecoder()
        // The signature was checked before the order was entered; the folder is the owner's alone.
        let signed = try decoder.decode(SignedOrder.self, from: orderBytes)
        return JournalEntry(
            order: try decoder.decode(Order.self, from: signed.payload),
            state: try decoder.decode(JournalState.self, from: stateBytes)
        )
    }

    private func write(_ state: JournalState, to path: String) throws {
        try DurableFile.write(try StateDirectory.encoded(state), to: path + "/state.json")
    }

    /// Removes entries that a process was killed in the middle of making.
    private func removeLeftovers() throws {
        for name in try DurableFile.names(in: folder) where name.hasPrefix(".new-") {
            let words = name.split(separator: "-")
            guard words.count > 1, let process = pid_t(words[1]) else { continue }
            if process != getpid() && kill(process, 0) == 0 { continue }
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}

extension JournalEntry {
    /// Puts orders of the same millisecond into one lasting order.
    fileprivate var sortKey: String { order.id.uuidString }
}
