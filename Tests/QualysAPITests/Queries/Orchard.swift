// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services
import TestSupport

/// A thousand machines on a seed, beside those of the nursery: Debian and Windows, in rows.
enum Orchard {
    static let seed: UInt64 = 20_261_122
    static let count = 1_000

    private static let roles = ["web", "db", "cache", "edge", "desk"]
    private static let users = ["gala", "fuji", "", "pippin"]
    private static let groups = ["north row", "south row", "nursery bed"]
    private static let severities: [Patch.Severity?] = [
        .critical, .important, .moderate, .low, nil,
    ]
    private static let product = "Windows Server 2019"
    private static let updateCount = 40
    private static let sourceCount = 60

    /// Plants it.
    static func plant(in world: World) async throws {
        let owner = World.owner
        _ = try await world.services.catalog.importFeeds(feeds, by: owner)
        _ = try await world.services.devices.importDevices(fleet, by: owner)
        try await world.store.write { try describe($0) }
        try await world.services.index.refresh()
    }

    /// What the agents would have told of themselves, and the groups.
    private static func describe(_ transaction: any StoreTransaction) throws {
        guard let root = try transaction.rootTenant() else { return }
        var known: [Group] = []
        for name in groups {
            let group = Group(
                id: ID(derivedFrom: "orchard \(name)"),
                number: try transaction.nextNumber(of: "group"),
                tenant: root.id,
                name: name
            )
            try transaction.insert(group)
            known.append(group)
        }
        for var device in try transaction.devices(in: root.path) {
            guard let number = number(of: device.name) else { continue }
            let isWindows = device.stream?.family == "windows"
            device.facts.operatingSystem =
                isWindows ? "Microsoft Windows Server 2019 Datacenter" : "Debian GNU/Linux 12"
            device.facts.machine = number.isMultiple(of: 9) ? "aarch64" : "x86_64"
            device.facts.ipAddresses = ["10.\(number % 4).\(number / 250).\(number % 250)"]
            device.facts.agentVersion = "0.\(number % 3).0"
            let user = users[number % users.count]
            device.facts.loggedOnUsers = user.isEmpty ? [] : [user]
            try transaction.update(device)
            for (place, group) in known.enumerated() where number.isMultiple(of: place + 2) {
                try transaction.add(device.id, to: group.id)
            }
            try transaction.append(.device(device.id))
        }
        try transaction.append(.structure)
    }

    /// The number at the end of a machine's name; `nil` for one of the nursery.
    private static func number(of name: String) -> Int? {
        name.split(separator: "-").dropFirst().first.flatMap { Int($0) }
    }

    private static var fleet: ImportedFleet {
        var generator = SeededGenerator(seed: seed)
        var fleet = ImportedFleet([:])
        var places: [InstalledPackage: UInt32] = [:]
        for number in 0..<count {
            let isWindows = number % 5 < 2
            let packages = isWindows ? updates(&generator) : sources(&generator)
            let numbers = packages.map { package in
                if let place = places[package] { return place }
                places[package] = UInt32(fleet.packages.count)
                fleet.packages.append(package)
                return UInt32(fleet.packages.count - 1)
            }
            let role = roles.randomElement(using: &generator) ?? ""
            fleet.devices.append(
                ImportedDevice(
                    name: "\(role)-\(1_000 + number)",
                    profile: InventoryProfile(
                        stream: isWindows ? "windows:\(product)" : "debian:12",
                        architecture: isWindows ? "AMD64" : "amd64",
                        repositories: nil
                    ),
                    packages: numbers
                )
            )
        }
        return fleet
    }

    private static func updates(_ generator: inout SeededGenerator) -> [InstalledPackage] {
        (0..<updateCount).filter { _ in Int.random(in: 0..<10, using: &generator) < 2 }.map {
            InstalledPackage(name: article($0), architecture: nil, version: "", source: article($0))
        }
    }

    private static func sources(_ generator: inout SeededGenerator) -> [InstalledPackage] {
        (0..<sourceCount).filter { _ in Int.random(in: 0..<10, using: &generator) < 3 }.map {
            let version = Bool.random(using: &generator) ? "1.0-1" : "2.\($0)-1"
            return InstalledPackage(
                name: nil,
                architecture: nil,
                version: version,
                source: source($0)
            )
        }
    }

    private static func article(_ number: Int) -> String { "KB\(5_041_000 + number)" }
    private static func source(_ number: Int) -> String { "fruit\(number)" }

    private static var feeds: [FeedContent] {
        var generator = SeededGenerator(seed: seed + 1)
        let updates = (0..<updateCount).map { number in
            record(
                stream: "windows:\(product)",
                source: article(number),
                version: "",
                advisory: "MS26-\(100 + number)",
                number,
                // Each fourth begins a new chain; the others replace the one before.
                replacing: number.isMultiple(of: 4) ? [] : [article(number - 1)],
                &generator
            )
        }
        let fixes = (0..<sourceCount).map { number in
            record(
                stream: "debian:12",
                source: source(number),
                version: "2.\(number)-1",
                advisory: "DSA-81\(100 + number)-1",
                number + 500,
                replacing: nil,
                &generator
            )
        }
        return [
            FeedContent(feed: "orchard kb", digest: "1", source: "seed", records: updates),
            FeedContent(feed: "orchard dsa", digest: "2", source: "seed", records: fixes),
        ]
    }

    private static func record(
        stream: String,
        source: String,
        version: String,
        advisory: String,
        _ number: Int,
        replacing: [String]?,
        _ generator: inout SeededGenerator
    ) -> PatchRecord {
        let severity = severities[number % severities.count]
        let kind = ["remote code execution", "denial of service", "memory corruption"][number % 3]
        let cves = (0..<(number % 3)).map { "CVE-2025-\(20_000 + number * 3 + $0)" }
        let age = Int.random(in: 1...400, using: &generator)
        return PatchRecord(
            stream: Stream(rawValue: stream),
            source: source,
            version: version,
            advisories: [
                AdvisoryReference(
                    name: advisory,
                    title: "Harvest \(number): \(kind)",
                    issuedAt: SteppingClock.start + .seconds(-age * 86_400),
                    cves: cves
                )
            ],
            severity: severity,
            classification: number.isMultiple(of: 7) ? .update : .security,
            supersedes: replacing,
            needsReboot: [true, false, nil][number % 3]
        )
    }
}
