// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import ManageEngineAPI
import NIOCore
import NIOSSL
import QualysAPI
import ServiceLifecycle
import Services
import Storage
import UnixSignals
import Web

/// Runs the server: opens the data folder, wires everything, listens, and stops when told to.
package enum ServerRuntime {
    /// Runs until SIGTERM or SIGINT; the calls under way are finished first.
    ///
    /// `announce` tells the person who started it, for example the admin's password.
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
        // Before the database: see ``DataFolder/orderKey()``.
        let orderKey = try folder.orderKey()
        let store = try SQLStore.open(path: folder.database.path)
        let environment = try environment(configuration, folder, store, orderKey, logger)
        let index = environment.index
        let services = Services(environment)
        try await services.setup.makeTenants(organisation: configuration.organisation)
        if let password = try await services.setup.makeAdmin(
            password: configuration.adminPassword
        ) {
            announce("The user admin was made; its password is \(password)")
        }
        try await index.refresh()

        let builds = AgentFolder(
            configuration.agentFolder,
            pin: try configuration.tlsCertificate.flatMap(ServerCertificate.pin),
            logger: logger
        )
        // Ahead of the first question: hashing large builds takes a moment.
        let reading = Task { await builds.programs() }
        defer { reading.cancel() }
        let routes = ServerRoutes(
            services: services,
            store: store,
            clock: clock,
            logger: logger,
            address: PublicAddress(
                scheme: configuration.scheme,
                host: "\(configuration.host):\(configuration.port)"
            ),
            publicURL: configuration.publicURL,
            builds: builds,
            qualys: QualysSettings(
                programVersion: Server.version,
                showsOlderAssets: configuration.showsOlderQualysAssets
            )
        )
        try await runAll(
            [
                try application(routes.router(), configuration, logger, announce),
                FollowService(store: store, index: index, logger: logger),
                SchedulerService(services: services, clock: clock, logger: logger),
                ReportingService(
                    services: services,
                    renderers: [qualysReportRenderer(services: services)],
                    logger: logger
                ),
                HousekeepingService(store: store, clock: clock, logger: logger),
            ],
            logger
        )
        try await store.close()
    }

    /// What the services need.
    private static func environment(
        _ configuration: ServerConfiguration,
        _ folder: DataFolder,
        _ store: SQLStore,
        _ orderKey: OrderKey,
        _ logger: Logger
    ) throws -> ServiceEnvironment {
        var environment = ServiceEnvironment(
            store: store,
            clock: SystemClock(),
            random: SystemRandom(),
            index: FleetIndex(store: store, limits: configuration.limits),
            orderKey: orderKey,
            logger: logger
        )
        environment.batchesContacts = true
        environment.signingKeys = folder.signingKeys
        // A damaged file is told now, not to the first client that logs in.
        _ = try environment.signingKeys.keys()
        return environment
    }

    /// How long a stop waits for the calls under way: a client that sends its request a byte at a
    /// time must not keep the server from stopping.
    private static let stopDurationMax: Duration = .seconds(30)

    private static func runAll(_ services: [any Service], _ logger: Logger) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = stopDurationMax
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            logger.warning("calls were cut off: they did not end in time")
        } catch let error as IOError {
            // The call of the system that fails here is bind(2).
            throw DomainError(
                .requestInvalid,
                subject: "listen",
                hint: "\(String(cString: strerror(error.errnoCode))); name another with --listen",
                underlying: error
            )
        }
    }

    private static func application(
        _ router: Router<ThimbleContext>,
        _ configuration: ServerConfiguration,
        _ logger: Logger,
        _ announce: @escaping @Sendable (String) -> Void
    ) throws -> some Service {
        Application(
            router: router,
            server: try server(configuration),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "thimble"
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                announce("Listening on \(configuration.scheme)://\(configuration.host):\(port)")
            },
            logger: logger
        )
    }

    /// The decoder's limits, and how long a silent connection is kept: longer than a long-poll.
    private static let http1 = HTTP1Channel.Configuration(
        idleTimeout: .seconds(120),
        httpDecoderConfiguration: .init(
            maxHeaderFieldSize: HTTPLimits.headerFieldBytesMax,
            maxHeaderListSize: HTTPLimits.headerBytesMax,
            maxHeaderFieldCount: HTTPLimits.headerCountMax
        )
    )

    private static func server(_ configuration: ServerConfiguration) throws -> HTTPServerBuilder {
        guard let certificate = configuration.tlsCertificate, let key = configuration.tlsKey else {
            return .http1(configuration: http1)
        }
        do {
            let tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map {
                    .certificate($0)
                },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
            )
            return try .tls(
                .http1(configuration: http1),
                tlsConfiguration: tls
            )
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "tls-cert \(certificate), tls-key \(key)",
                hint: "one of them is not there, or no PEM file of its kind: \(error)"
            )
        }
    }
}
