// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation
import Server
import Services
import Storage

/// Devices and patches for queries, in a data folder of their own, with the services over it.
struct QueryFleet {
    private static let now = SystemClock().now

    let access: LocalAccess
    private let devices: [[String]]
    private let patches: [PatchRecord]

    /// Fills an empty folder.
    init(folder: URL, devices: TabbedLines, patches: TabbedLines) async throws {
        access = try await LocalAccess(
            dataFolder: folder,
            operatorName: "bench",
            needsIndex: false
        )
        self.devices = devices.rows
        self.patches = try patches.rows.map(Self.record)
        try await insertDevices()
        let content = FeedContent(
            feed: "bench",
            digest: "bench",
            source: "bench",
            records: self.patches
        )
        _ = try await access.services.catalog.importFeeds([content], by: access.principal)
    }

    /// The slots of the devices in the order of the lines.
    func slots(in snapshot: FleetSnapshot) -> [UInt32] {
        var slots = [UInt32](repeating: 0, count: devices.count)
        snapshot.devices.forEachDevice { slots[Int($0.device.number) - 1] = $0.slot }
        return slots
    }

    /// The lines of the patches in the order of the catalogue.
    func lines(in snapshot: FleetSnapshot) -> [UInt32] {
        let lines = Dictionary(
            patches.enumerated().map { ($0.element.patch, UInt32($0.offset)) },
            uniquingKeysWith: { first, _ in first }
        )
        return snapshot.catalogue.ordered.map { lines[$0.id] ?? 0 }
    }

    /// A patch of source, version, stream, severity, day, CVE and advisory.
    private static func record(_ row: [String]) throws -> PatchRecord {
        let day = try? Date("\(row[4])T00:00:00Z", strategy: .iso8601)
        guard let number = Int(row[3]), let severity = Patch.Severity(rawValue: number), let day
        else {
            throw DomainError(.requestInvalid, subject: "patch \(row[0]): \(row[3]), \(row[4])")
        }
        return PatchRecord(
            stream: Stream(rawValue: row[2]),
            source: row[0],
            version: row[1],
            advisories: [
                AdvisoryReference(
                    name: row[6],
                    title: row[6],
                    issuedAt: Timestamp(milliseconds: Int64(day.timeIntervalSince1970) * 1_000),
                    cves: [row[5]]
                )
            ],
            severity: severity
        )
    }

    /// Adds the devices with their sites and groups, their numbers being those of the lines.
    ///
    /// Lists show patches that concern a device: the first device of each stream has every source
    /// package, each in a version that is newer than all patches.
    private func insertDevices() async throws {
        let rows = devices
        let sources = Set(patches.map(\.source)).sorted()
        try await access.store.write { transaction in
            var structure = try Structure(transaction)
            for (index, row) in rows.enumerated() {
                let site = try structure.site(named: row[1])
                var device = Device(
                    id: Device.Identity(derivedFrom: "device/\(row[0])"),
                    number: Int64(index + 1),
                    site: site.id,
                    path: site.path,
                    name: row[0],
                    facts: DeviceFacts(hostName: row[0], ipAddresses: [row[4]]),
                    enrolledAt: Self.now,
                    agentKey: nil
                )
                device.stream = Stream(rawValue: row[3])
                device.scannedAt = Self.now
                if let digest = try structure.digest(ofFirst: row[3], sources) {
                    device.inventoryDigest = digest
                }
                try transaction.insert(device)
                try transaction.add(device.id, to: try structure.group(named: row[2]).id)
                try transaction.append(.device(device.id))
            }
            try transaction.append(.structure)
        }
    }

    /// What devices have in common, made when it is first asked for.
    private struct Structure {
        private let transaction: any StoreTransaction
        private let root: Tenant
        private let customer: Tenant
        private var sites: [String: Tenant] = [:]
        private var groups: [String: Group] = [:]
        private var streams: Set<String> = []

        init(_ transaction: any StoreTransaction) throws {
            self.transaction = transaction
            guard let root = try transaction.rootTenant(),
                let customer = try transaction.tenants(in: root.path).first(where: {
                    $0.kind == .customer
                })
            else { throw DomainError(.notReady, subject: "the tenants") }
            self.root = root
            self.customer = customer
        }

        mutating func site(named name: String) throws -> Tenant {
            if let site = sites[name] { return site }
            let number = try transaction.nextNumber(of: "tenant")
            let site = Tenant(
                id: Tenant.Identity(derivedFrom: "site/\(name)"),
                number: number,
                kind: .site,
                name: name,
                path: customer.path.appending(number)
            )
            try transaction.insert(site)
            sites[name] = site
            return site
        }

        mutating func group(named name: String) throws -> Group {
            if let group = groups[name] { return group }
            let group = Group(
                id: Group.Identity(derivedFrom: "group/\(name)"),
                number: try transaction.nextNumber(of: "group"),
                tenant: root.id,
                name: name
            )
            try transaction.insert(group)
            groups[name] = group
            return group
        }

        /// The inventory of the first device of a stream; `nil` for all further ones.
        mutating func digest(ofFirst stream: String, _ sources: [String]) throws -> String? {
            guard streams.insert(stream).inserted else { return nil }
            let numbers = try transaction.numbers(
                of: sources.map {
                    InstalledPackage(
                        name: nil,
                        architecture: nil,
                        version: "99999:1-1",
                        source: $0
                    )
                }
            )
            let profile = InventoryProfile(
                stream: stream,
                architecture: "amd64",
                repositories: nil
            )
            let list = PackageList(
                profile: try transaction.number(of: profile),
                deciding: numbers.sorted()
            )
            let digest = "list-\(Hex.sha256(list.bytes))"
            try transaction.insertInventory(digest: digest, list: list, at: QueryFleet.now)
            return digest
        }
    }
}
