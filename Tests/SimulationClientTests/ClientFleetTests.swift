// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization
import TestSupport
import Testing

@testable import SimulationClient

@Suite struct ClientFleetTests {
    @Test("a server that is not there ends the fleet, with its address")
    func unreachable() async throws {
        let address = "http://127.0.0.1:\(try LoopbackPort.free())"
        let fleet = try ClientFleet(
            Self.settings(address),
            stock: .debian,
            time: FastClock().time
        )
        do {
            _ = try await fleet.run { _ in }
            Issue.record("it ran")
        } catch {
            guard case .unreachable(address, _) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("a fleet that is stopped tells what it did")
    func stopped() async throws {
        let address = "http://127.0.0.1:\(try LoopbackPort.free())"
        let fleet = try ClientFleet(
            Self.settings(address),
            stock: .debian,
            time: FastClock().time
        )
        let task = Task { try await fleet.run { _ in } }
        task.cancel()
        let summary = try await task.value
        #expect(summary.ending == .stopped)
        #expect(summary.devices == 3)
        #expect(summary.enrolled == 0)
        #expect(summary.isGood)
    }

    @Test("numbers that make no fleet are refused")
    func refused() throws {
        let good = try Self.settings("http://127.0.0.1:1")
        let changes: [(inout SimulationSettings) -> Void] = [
            { $0.count = 0 }, { $0.concurrency = 0 }, { $0.poll = .zero }, { $0.workScale = 0 },
        ]
        for change in changes {
            var settings = good
            change(&settings)
            #expect(throws: SimulationFailure.self) {
                try ClientFleet(settings, stock: .debian, time: FastClock().time)
            }
        }
        #expect(throws: SimulationFailure.self) {
            try ClientFleet(good, stock: FleetStock(), time: FastClock().time)
        }
    }

    private static func settings(_ address: String) throws -> SimulationSettings {
        SimulationSettings(server: try ServerPlace(address), token: "t", count: 3, seed: 1)
    }
}

/// A clock that is a tenth of a second further at each look, and never waits.
private final class FastClock: WallClock {
    private let looks = Atomic<Int>(0)

    var now: Timestamp { Timestamp(milliseconds: milliseconds) }

    private var milliseconds: Int64 {
        Int64(looks.wrappingAdd(1, ordering: .relaxed).newValue) * 100
    }

    var time: SimulationTime {
        SimulationTime(
            wall: self,
            elapsed: { .milliseconds(self.milliseconds) },
            sleep: { _ in
                try Task.checkCancellation()
                await Task.yield()
            }
        )
    }
}
