// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Fleet
import Services
package import Storage

/// What `thimble doctor` finds: sizes, and what keeps the answers from being whole.
package struct DoctorText: Encodable, Sendable {
    /// One sentence about something that wants attention.
    package let warnings: [String]
    private let devices: Int
    private let unknownDevices: [String: Int]
    private let patches: Int
    private let distinctPackages: Int
    private let indexBytes: [String: Int]
    private let databaseBytes: Int64
    private let freeDatabasePages: Int64
    private let feeds: Int
    private let order: [String]

    /// Examines a data folder.
    package init(_ access: LocalAccess) async throws {
        let view = try access.services.assessment.view(by: access.principal)
        self.init(view.snapshot, storage: try await access.store.figures(), now: view.now)
    }

    /// Examines one state of the fleet and its database.
    package init(_ snapshot: FleetSnapshot, storage: StorageFigures, now: Timestamp) {
        let memory = IndexMemory(snapshot)
        order = memory.parts.map(\.name)
        indexBytes = Dictionary(uniqueKeysWithValues: memory.parts.map { ($0.name, $0.bytes) })
        devices = snapshot.devices.count
        patches = snapshot.catalogue.count
        distinctPackages = Int(snapshot.packageCount)
        databaseBytes = storage.fileBytes + storage.walBytes
        freeDatabasePages = storage.freePageCount
        feeds = snapshot.catalogue.revisions.count
        var unknown: [String: Int] = [:]
        snapshot.devices.forEachDevice { device in
            if let reason = snapshot.unknown(device, now: now) {
                unknown[reason.rawValue, default: 0] += 1
            }
        }
        unknownDevices = unknown
        var warnings = unknown.sorted { $0.key < $1.key }.map {
            "\($0.value) devices are unknown: \($0.key)"
        }
        for revision in snapshot.catalogue.revisions {
            let end = snapshot.limits.end(of: revision)
            if end < now {
                warnings.append(
                    "the feed \(revision.feed) is out of date since \(ISOTime.text(end))"
                )
            }
        }
        if feeds == 0 { warnings.append("no feed was imported: thimble catalog import") }
        self.warnings = warnings
    }

    /// The text for people.
    package var text: String {
        let table = TextTable(
            head: ["index", "MB"],
            rows: order.map { [$0, Self.megabytes(indexBytes[$0] ?? 0)] }
                + [["all", Self.megabytes(indexBytes.values.reduce(0, +))]],
            rightAligned: [1]
        )
        return """
            \(devices) devices with \(distinctPackages) distinct packages, \(patches) patches from \
            \(feeds) feeds
            database: \(Self.megabytes(Int(databaseBytes))) MB, \(freeDatabasePages) free pages

            \(table.text)

            \(warnings.isEmpty ? "nothing wants attention" : warnings.joined(separator: "\n"))
            """
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }

    private enum CodingKeys: String, CodingKey {
        case warnings, devices, patches, feeds
        case unknownDevices = "unknown_devices"
        case distinctPackages = "distinct_packages"
        case indexBytes = "index_bytes"
        case databaseBytes = "database_bytes"
        case freeDatabasePages = "free_database_pages"
    }
}
