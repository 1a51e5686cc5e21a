// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Logging

/// Reads the inventory and keeps its bytes and digest in the state folder.
struct Scanner: Sendable {
    let manager: any PackageManager
    let state: StateDirectory
    let clock: any AgentClock
    let logger: Logger

    /// Scans the machine, stores what was found and returns it without the rows.
    func scan() async throws -> ScanRecord {
        let reading = try await manager.inventory()
        for note in reading.notes {
            logger.warning("\(note)")
        }
        let inventory = reading.inventory
        let bytes = try inventory.canonicalBytes()
        let record = ScanRecord(
            digest: SHA256.hash(data: bytes).hexadecimal,
            scannedAt: clock.now,
            stream: inventory.stream,
            packageCount: inventory.packages.count,
            heldCount: inventory.packages.filter { $0.isHeld == true }.count,
            repositoryCount: inventory.repositories?.count,
            reboot: try await manager.rebootNeed()
        )
        try state.store(record, inventory: bytes)
        logger.info(
            "scanned",
            metadata: [
                "stream": "\(record.stream)", "packages": "\(record.packageCount)",
                "digest": "\(record.digest)",
            ]
        )
        return record
    }
}
