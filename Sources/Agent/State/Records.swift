// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

/// What the last scan found, without the rows.
package struct ScanRecord: Codable, Sendable, Equatable {
    /// The SHA-256 of the inventory's canonical bytes, in lower-case hexadecimal.
    package var digest: String
    /// When it was read, in milliseconds since 1970.
    package var scannedAt: Int64
    /// The release that the machine runs, for example `debian:12`.
    package var stream: String
    /// How many packages are installed.
    package var packageCount: Int
    /// How many of them are on hold.
    package var heldCount: Int
    /// How many repositories the package manager has indexes of; `nil` where unknown.
    package var repositoryCount: Int?
    /// Whether the machine must be restarted.
    package var reboot: RebootNeed
}

/// When the server last answered, and what it said about the time.
package struct ContactRecord: Codable, Sendable, Equatable {
    /// When it last answered, in milliseconds since 1970; `nil` if it never did.
    package var lastContact: Int64?
    /// What is added to the machine's clock to get the server's, in milliseconds.
    package var clockOffset: Int64 = 0
    /// What went wrong since then, for people; `nil` when nothing did.
    package var lastError: String?
}

extension StateDirectory {
    /// The last scan, or `nil` before the first one.
    package func lastScan() throws -> ScanRecord? {
        try read(ScanRecord.self, "scan.json")
    }

    /// The canonical bytes of the inventory that the last scan read.
    func inventoryBytes() throws -> Data? {
        try DurableFile.read(file("inventory.json"))
    }

    /// Stores a scan: the bytes first, so that a digest never stands without them.
    func store(_ scan: ScanRecord, inventory: Data) throws {
        try DurableFile.write(inventory, to: file("inventory.json"))
        try write(scan, "scan.json")
    }

    /// What is known of the server's answers.
    ///
    /// The file is not flushed, so after a power cut it may be damaged; it can be done without.
    package func contact() -> ContactRecord {
        let contact = try? read(ContactRecord.self, "contact.json")
        return contact ?? ContactRecord()
    }

    /// Notes an answer or an error.
    ///
    /// That happens every minute, so it is not flushed.
    func store(_ contact: ContactRecord) throws {
        try DurableFile.writeLightly(try Self.encoded(contact), to: file("contact.json"))
    }
}
