// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Foundation
import Server
import Services
import Storage

/// `thimble-bench update`: changed inventories, alone and beside a reader.
struct Update: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take changed inventories in, and see what readers notice of it."
    )

    private static let idleDuration: Duration = .seconds(2)
    private static let busyDuration: Duration = .seconds(10)
    private static let changeInterval: Duration = .milliseconds(10)
    private static let seed: UInt64 = 20_261_122

    @Option(help: "A folder that thimble-bench fill made.")
    var data: String

    @Option(help: "The changed devices, as thimble device import reads them.")
    var devices: String

    @Option(help: "Where the answers are written.")
    var answers: String

    private struct Line: Encodable {
        let microseconds: Samples.Figures
        let readers: Readers

        struct Readers: Encodable {
            let idle: Double
            let busy: Double
            let changes: Int

            private enum CodingKeys: String, CodingKey {
                case idle = "idle_p99"
                case busy = "busy_p99"
                case changes
            }
        }
    }

    func run() async throws {
        let access = try await LocalAccess(
            dataFolder: URL(fileURLWithPath: data),
            operatorName: "bench",
            needsIndex: true
        )
        let services = access.services
        let changed = try ChangedDevices(path: devices, in: services.index.snapshot).changes
        let samples = try await Self.send(changed, to: services)
        let idle = try await ReaderThread.samples(of: services.index) {
            try await SystemClock.sleep(for: Self.idleDuration)
        }
        let uploads = try Self.uploads(changed)
        let busy = try await ReaderThread.samples(of: services.index) {
            try await Self.send(uploads, to: services)
        }
        _ = try await Self.send(changed, to: services)
        try Answers(findingsOf: services.index.snapshot, order: changed.map(\.slot))
            .write(to: answers)
        try Report.write(
            Line(
                microseconds: samples.figures,
                readers: Line.Readers(
                    idle: idle.percentile(0.99),
                    busy: busy.percentile(0.99),
                    changes: Int(Self.busyDuration / Self.changeInterval)
                )
            )
        )
        try await access.store.close()
    }

    /// Sends what each device has in the end, one after the other.
    private static func send(
        _ changed: [ChangedDevices.Change],
        to services: Services
    ) async throws -> Samples {
        var samples = Samples(capacity: changed.count)
        for change in changed {
            let upload = try change.upload
            try await samples.measure { try await upload.send(to: services) }
        }
        return samples
    }

    /// Different changes, as many as are sent beside a reader.
    private static func uploads(
        _ changed: [ChangedDevices.Change]
    ) throws -> [InventoryUpload] {
        var numbers = SeededNumbers(seed: seed)
        return try (0..<Int(busyDuration / changeInterval)).map {
            try changed[$0 % changed.count].upload(&numbers)
        }
    }

    /// Sends one change after the other at a steady pace; falls behind where that is too fast.
    private static func send(_ uploads: [InventoryUpload], to services: Services) async throws {
        var due = ContinuousClock.now
        for upload in uploads {
            due += changeInterval
            let wait = due - ContinuousClock.now
            if wait > .zero { try await SystemClock.sleep(for: wait) }
            try await upload.send(to: services)
        }
    }
}
