// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Fleet
package import Foundation
import Logging
package import Services
package import Storage

/// A data folder opened by one command, whether or not a server runs on it.
package struct LocalAccess: Sendable {
    /// The services over the folder.
    package let services: Services
    /// The operator that the command acts for.
    package let principal: Principal
    /// The database.
    package let store: SQLStore

    /// Opens the folder, makes the tenants in an empty one, and fills the fleet index.
    ///
    /// `operatorName` is who runs the command, for the audit log; `needsIndex` says whether the
    /// command asks about findings.
    package init(
        dataFolder: URL,
        operatorName: String,
        needsIndex: Bool,
        limits: FreshnessLimits = FreshnessLimits(inventoryMaxAge: .seconds(7 * 86_400))
    ) async throws {
        let folder = try DataFolder(dataFolder)
        // Before the database: see ``DataFolder/orderKey()``.
        let orderKey = try folder.orderKey()
        store = try SQLStore.open(path: folder.database.path)
        let index = FleetIndex(store: store, limits: limits)
        var environment = ServiceEnvironment(
            store: store,
            clock: SystemClock(),
            random: SystemRandom(),
            index: index,
            orderKey: orderKey,
            logger: Logger(label: "thimble")
        )
        environment.signingKeys = folder.signingKeys
        services = Services(environment)
        try await services.setup.makeTenants(organisation: "Organisation")
        let root = try await store.read { try $0.rootTenant() }
        principal = Principal(
            actor: .local(name: operatorName),
            scope: root?.path ?? TenantPath(root: 1),
            permissions: Set(Permission.allCases)
        )
        if needsIndex { try await index.refresh() }
    }

    /// Whether a folder holds a database already.
    package static func isMade(_ dataFolder: URL) -> Bool {
        let file = dataFolder.appendingPathComponent("thimble.sqlite")
        return FileManager.default.fileExists(atPath: file.path)
    }

    /// Makes the user `admin` where there is none, with the password from THIMBLE_ADMIN_PASSWORD.
    ///
    /// - Returns: The password where it had to be made up; it is shown once.
    package func makeAdmin() async throws -> String? {
        try await services.setup.makeAdmin(
            password: ProcessInfo.processInfo.environment["THIMBLE_ADMIN_PASSWORD"]
        )
    }
}
