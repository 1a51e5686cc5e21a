// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet

extension AgentService {
    /// How many calls are written in one transaction: fewer changes than the index takes in singly.
    private static let contactBatch = 1_000

    /// Whether a check-in says nothing but that the machine is there; then it is noted in memory.
    func isOnlyContact(_ checkIn: CheckIn, _ id: Device.Identity, at now: Timestamp) -> Bool {
        guard environment.batchesContacts, let digest = checkIn.inventoryDigest,
            let known = environment.index.snapshot.devices[id]?.device,
            known.inventoryDigest == digest, known.facts == checkIn.facts,
            let scannedAt = checkIn.scannedAt.map(Timestamp.init(milliseconds:)),
            scannedAt == known.scannedAt,
            let last = contacts.contact(of: id) ?? known.lastContactAt,
            now - last < Self.absence
        else { return false }
        contacts.note(id, at: now)
        return true
    }

    /// A device that was away for longer may have come back to a deployment that waits for that.
    private static let absence: Duration = .seconds(86_400)

    /// Writes the calls that are only noted in memory; returns how many.
    package func writeContacts() async throws -> Int {
        var count = 0
        while true {
            let pending = contacts.pending(limit: Self.contactBatch)
            guard !pending.isEmpty else { return count }
            try await environment.store.write { transaction in
                for (id, at) in pending where try transaction.setContact(of: id, at: at) {
                    try transaction.append(.device(id))
                }
            }
            contacts.forget(pending)
            try await environment.index.refresh()
            count += pending.count
        }
    }
}
