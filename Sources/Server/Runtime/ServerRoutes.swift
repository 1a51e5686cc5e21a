// SPDX-License-Identifier: Apache-2.0
import AgentAPI
import Domain
import Fleet
import Hummingbird
import Logging
import ManageEngineAPI
import QualysAPI
import ServiceLifecycle
import Services
import Storage
import Web

/// Everything that the server answers: the faces, health, readiness and metrics.
struct ServerRoutes {
    let services: Services
    let store: SQLStore
    let clock: any WallClock
    let logger: Logger
    let address: PublicAddress
    /// The address that clients use, where it was set; `nil` to take each client's own word.
    let publicURL: String?
    let builds: any AgentBuilds
    let qualys: QualysSettings

    /// The router with everything on it.
    func router() -> Router<ThimbleContext> {
        let router = Router(context: ThimbleContext.self)
        let metrics = Metrics()
        let random = SystemRandom()
        RequestPipeline(
            logger: logger,
            metrics: metrics,
            makeRequestID: { Hex.text(random.bytes(8)) }
        ).install(on: router)
        OperationsRoutes(metrics: metrics, reasonsNotReady: reasonsNotReady)
            .register(on: router)
        FaceGroup(
            [
                manageEngineFace(services: services, address: address),
                qualysFace(services: services, settings: qualys),
                agentFace(
                    services: services,
                    clock: clock,
                    builds: builds,
                    address: { [publicURL, address] in publicURL ?? address.base(for: $0) },
                    sleep: Self.sleep
                ),
            ],
            clock: clock
        ).register(on: router)
        addGauges(metrics)
        return router
    }

    /// Waits; ends early with an error when the server is told to stop.
    @Sendable private static func sleep(for duration: Duration) async throws {
        try await cancelWhenGracefulShutdown { try await SystemClock.sleep(for: duration) }
    }

    @Sendable private func reasonsNotReady() async -> [String] {
        do {
            let last = try await store.read { try $0.lastChangeNumber() }
            return services.index.snapshot.changeNumber <= last
                ? [] : ["the database is older than the index"]
        } catch {
            return ["the database does not answer"]
        }
    }

    private func addGauges(_ metrics: Metrics) {
        let index = services.index
        metrics.gauge("thimble_devices", help: "Devices in the index.") {
            Double(index.snapshot.devices.count)
        }
        metrics.gauge("thimble_patches", help: "Patches in the catalogue.") {
            Double(index.snapshot.catalogue.count)
        }
        for (position, part) in IndexMemory(index.snapshot).parts.enumerated() {
            metrics.gauge(
                "thimble_index_\(part.name)_bytes",
                help: "Memory of the index: \(part.name)."
            ) {
                Double(IndexMemory(index.snapshot).parts[position].bytes)
            }
        }
        metrics.gauge("thimble_index_change", help: "The last change that the index has.") {
            Double(index.snapshot.changeNumber)
        }
    }
}
