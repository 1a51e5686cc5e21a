// SPDX-License-Identifier: Apache-2.0
import AgentAPI
import Domain
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import ManageEngineAPI
import NIOCore
import NIOSSL
import ServiceLifecycle
import Services
import Storage
import Web

/// Runs the server: opens the data folder, wires everything, listens, and stops when told to.
package enum ServerRuntime {
    /// Runs until SIGTERM or SIGINT; the calls under way are finished first.
    ///
    /// - Parameter announce: Tells the person who started it, for example the admin's password.
    package static func run(
        _ configuration: ServerConfiguration,
        announce: @escaping @Sendable (String) -> Void
    ) async throws {
        let clock = SystemClock()
        LoggingSystem.bootstrap { label in
            JSONLogHandler(label: label, level: configuration.logLevel, clock: clock)
        }
        let logger = Logger(label: "thimble.server")
        let folder = try DataFolder(configuration.dataFolder)
        try folder.claim()
        let store = try SQLStore.open(path: folder.database.path)
        let index = FleetIndex(store: store, inventoryMaxAge: configuration.inventoryMaxAge)
        let services = Services(
            ServiceEnvironment(
                store: store, clock: clock, random: SystemRandom(), index: index,
                orderKey: try folder.orderKey(), logger: logger))
        try await services.setup.makeTenants(organisation: configuration.organisation)
        if let password = try await services.setup.makeAdmin(
            password: configuration.adminPassword)
        {
            announce("The user admin was made; its password is \(password)")
        }
        try await index.refresh()

        let router = try ServerRoutes(
            services: services, store: store, clock: clock, logger: logger,
            scheme: configuration.tlsKey == nil ? "http" : "https"
        ).router()
        let application = Application(
            router: router,
            server: try server(configuration),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "thimble"),
            onServerRunning: { channel in
                let scheme = configuration.tlsKey == nil ? "http" : "https"
                let address = channel.localAddress
                announce(
                    "Listening on \(scheme)://\(configuration.host):\(address?.port ?? 0)")
            },
            logger: logger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: application),
                    .init(service: FollowService(store: store, index: index, logger: logger)),
                    .init(
                        service: HousekeepingService(
                            store: store, services: services, clock: clock, logger: logger)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        try await store.close()
    }

    private static func server(_ configuration: ServerConfiguration) throws -> HTTPServerBuilder {
        guard let certificate = configuration.tlsCertificate, let key = configuration.tlsKey else {
            return .http1(configuration: HTTPLimits.http1)
        }
        do {
            let tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map {
                    .certificate($0)
                },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            return try .tls(
                .http1(configuration: HTTPLimits.http1), tlsConfiguration: tls)
        } catch {
            throw DomainError(
                .requestInvalid, subject: "tls-cert \(certificate), tls-key \(key): \(error)")
        }
    }
}
