// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Foundation
import Services
import Synchronization

/// A thread that asks an index one question after the other: the findings of a device, the devices
/// of an advisory, in turns and at random.
final class ReaderThread: Sendable {
    private static let seed: UInt64 = 20_261_122

    private let index: FleetIndex
    private let patches: [UInt32]
    private let isStopped = Atomic(false)

    private init(_ index: FleetIndex) {
        self.index = index
        let snapshot = index.snapshot
        patches = (0..<UInt32(snapshot.catalogue.count)).filter {
            !snapshot.devices(lackingPatchAt: $0).isEmpty
        }
    }

    /// Runs the body beside such a thread.
    ///
    /// - Returns: How long each question took.
    static func samples(
        of index: FleetIndex,
        during body: @Sendable () async throws -> Void
    ) async throws -> Samples {
        let reader = ReaderThread(index)
        guard !reader.patches.isEmpty else {
            throw DomainError(.requestInvalid, subject: "no advisory concerns any device")
        }
        async let samples = withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: reader.ask()) }
        }
        defer { reader.isStopped.store(true, ordering: .relaxed) }
        try await body()
        reader.isStopped.store(true, ordering: .relaxed)
        return await samples
    }

    private func ask() -> Samples {
        var numbers = SeededNumbers(seed: Self.seed)
        var samples = Samples(capacity: 1 << 20)
        while !isStopped.load(ordering: .relaxed) {
            let patch = patches[numbers.next(below: patches.count)]
            _ = samples.measure { index.snapshot.devices(lackingPatchAt: patch).population }
            let slot = UInt32(numbers.next(below: index.snapshot.devices.slotCount))
            _ = samples.measure {
                let snapshot = index.snapshot
                return snapshot.devices[slot: slot].map { snapshot.findings($0) }
            }
        }
        return samples
    }
}
