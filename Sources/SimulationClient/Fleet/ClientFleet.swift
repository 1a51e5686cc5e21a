// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// A fleet of simulated devices at a real server.
///
/// ``run(progress:)`` lets it live. A few workers serve all devices, so that thousands of them cost
/// neither tasks nor open calls.
package struct ClientFleet: Sendable {
    /// How often it is looked whether the fleet is to end.
    private static let lookInterval = Duration.milliseconds(200)
    /// How often its progress is told.
    private static let progressInterval = Duration.seconds(2)
    /// How long the server may be away at the start.
    private static let startPatience = Duration.seconds(30)

    private let settings: SimulationSettings
    private let stock: FleetStock
    private let time: SimulationTime

    /// Makes a fleet.
    ///
    /// - Throws: ``SimulationFailure/wrongSetting(_:)``.
    package init(
        _ settings: SimulationSettings,
        stock: FleetStock,
        time: SimulationTime
    ) throws(SimulationFailure) {
        guard settings.count >= 1 else { throw .wrongSetting("--devices is at least 1") }
        guard settings.concurrency >= 1 else { throw .wrongSetting("--concurrency is at least 1") }
        guard settings.poll > .zero else { throw .wrongSetting("--poll is more than 0") }
        guard settings.workScale > 0, settings.workScale <= 10 else {
            throw .wrongSetting("--work-scale is more than 0 and at most 10")
        }
        guard !stock.isEmpty else { throw .wrongSetting("--inventory has no machine to simulate") }
        self.settings = settings
        self.stock = stock
        self.time = time
    }

    /// Lets the fleet live until it has settled, its time is over or the task is cancelled.
    ///
    /// - Throws: ``SimulationFailure`` where no device gets to the server.
    package func run(
        progress: @escaping @Sendable (SimulationSummary) -> Void
    ) async throws(SimulationFailure) -> SimulationSummary {
        let wire = ServerWire(
            settings.server,
            trust: settings.trust,
            concurrency: settings.concurrency
        )
        let tally = Tally()
        let context = FleetContext(
            settings: settings,
            stock: stock,
            wire: wire,
            time: time,
            tally: tally
        )
        let began = time.elapsed()
        let desk = DeviceDesk(settings, at: time.now)
        let result = await withTaskGroup(
            of: Result<SimulationSummary.Ending, SimulationFailure>?.self
        ) { group in
            for _ in 0..<settings.concurrency {
                group.addTask {
                    await Self.work(desk, context)
                    return nil
                }
            }
            group.addTask { await watch(desk, tally, since: began, progress) }
            var result = Result<SimulationSummary.Ending, SimulationFailure>.success(.stopped)
            for await ending in group {
                guard let ending else { continue }
                result = ending
                group.cancelAll()
            }
            return result
        }
        await wire.close()
        let ending = try result.get()
        return summary(tally, desk, since: began, ending)
    }

    /// Serves devices until the task is cancelled.
    private static func work(_ desk: DeviceDesk, _ context: FleetContext) async {
        while !Task.isCancelled {
            switch desk.turn(at: context.now) {
            case .serve(var device):
                let wake = await device.serve(context)
                desk.take(back: device, until: wake, at: context.now)
            case .rest(let duration):
                try? await context.time.sleep(duration)
            }
        }
    }

    /// Waits for the end of the fleet.
    private func watch(
        _ desk: DeviceDesk,
        _ tally: Tally,
        since began: Duration,
        _ progress: @Sendable (SimulationSummary) -> Void
    ) async -> Result<SimulationSummary.Ending, SimulationFailure> {
        var told = began
        while true {
            do {
                try await time.sleep(Self.lookInterval)
            } catch {
                return .success(.stopped)
            }
            let elapsed = time.elapsed()
            let isLate = elapsed - began > Self.startPatience
            if let obstacle = tally.obstacle(at: settings.server.text, isLate: isLate) {
                return .failure(obstacle)
            }
            let summary = summary(tally, desk, since: began, .running)
            if hasSettled(summary, desk) { return .success(.settled) }
            if let duration = settings.duration, elapsed - began >= duration {
                return .success(.timeOver)
            }
            if elapsed - told >= Self.progressInterval {
                told = elapsed
                progress(summary)
            }
        }
    }

    private func hasSettled(_ summary: SimulationSummary, _ desk: DeviceDesk) -> Bool {
        summary.enrolled + summary.turnedAway >= summary.devices
            && summary.scanned >= summary.enrolled
            && !summary.orders.isEmpty
            && desk.calm(at: time.now) >= settings.settle
    }

    private func summary(
        _ tally: Tally,
        _ desk: DeviceDesk,
        since began: Duration,
        _ ending: SimulationSummary.Ending
    ) -> SimulationSummary {
        var summary = tally.summary
        summary.ending = ending
        summary.devices = settings.count
        summary.devicesAtWork = desk.atWorkCount
        summary.wallSeconds = ((time.elapsed() - began) / .milliseconds(1)).rounded() / 1_000
        return summary
    }
}
