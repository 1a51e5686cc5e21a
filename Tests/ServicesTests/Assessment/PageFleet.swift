// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation

/// A fleet in memory, from a seed: machines of Linux and Windows, what feeds say of them, decisions,
/// groups and attempts, so that every field of a device and of a patch has several values.
struct PageFleet {
    static let now = Timestamp(milliseconds: 1_750_000_000_000)
    static let root = TenantPath(root: 1)
    /// Where the devices stand.
    static let sites = [root.appending(2).appending(3), root.appending(2).appending(4)]

    /// Its index.
    let writer = FleetWriter(limits: FreshnessLimits(inventoryMaxAge: .seconds(7 * 86_400)))
    private var random: PageRandom
    private var numbers = InventoryNumbers()

    init(seed: UInt64, deviceCount: Int) {
        random = PageRandom(seed: seed)
        var facts = FleetFacts(changeNumber: 1, isEverything: true)
        let catalogue = PageCatalogue(seed: seed).catalogue
        facts.catalogue = .whole(catalogue)
        for number in 1...deviceCount { facts.devices.append(device(Int64(number))) }
        facts.profiles = numbers.profiles
        facts.packages = numbers.packages
        facts.tenants = Self.tenants
        let groups = (1...3).map { number in
            Group(
                id: .init(derivedFrom: "group \(number)"),
                number: Int64(number),
                tenant: .init(derivedFrom: "tenant \(Self.root)"),
                name: "group \(number)"
            )
        }
        facts.groups = groups
        var memberships: [GroupMembership] = []
        for fact in facts.devices {
            for group in random.few(of: groups) {
                memberships.append(GroupMembership(group: group.id, device: fact.device.id))
            }
        }
        facts.memberships = memberships
        facts.approvals = random.few(of: catalogue.ordered).map { decision($0) }
        _ = writer.take(facts)
        var tried = FleetFacts(changeNumber: 2, isEverything: false)
        tried.executions = attempts(writer.snapshot)
        _ = writer.take(tried)
    }

    /// The organisation, its customer and the two sites.
    private static let tenants = [
        (root, Tenant.Kind.organisation), (root.appending(2), .customer), (sites[0], .site),
        (sites[1], .site),
    ].enumerated().map { number, row in
        Tenant(
            id: .init(derivedFrom: "tenant \(row.0)"),
            number: Int64(number + 1),
            kind: row.1,
            name: "Tenant \(number)",
            path: row.0
        )
    }

    private mutating func device(_ number: Int64) -> FleetFacts.DeviceFact {
        let path = random.draw(from: Self.sites)
        var device = Device(
            id: .init(derivedFrom: "device \(number)"),
            number: number,
            site: .init(derivedFrom: "tenant \(path)"),
            path: path,
            // Some share their name, and some names differ in case alone.
            name: random.draw(from: ["web", "WEB", "db", "mail"])
                + "-\(random.draw(below: 30))",
            facts: facts(number),
            enrolledAt: Self.now,
            agentKey: random.draw(below: 3) == 0 ? nil : Data([1])
        )
        device.lastContactAt =
            device.agentKey.map { _ in Self.now - .seconds(Int64(random.draw(below: 9)) * 60) }
        guard random.draw(below: 8) > 0 else { return .init(device, packages: nil) }
        let inventory = inventory()
        device.stream = Stream(rawValue: inventory.stream)
        device.inventoryDigest = "inventory \(number)"
        device.scannedAt = Self.now - .seconds(Int64(random.draw(below: 12)) * 86_400)
        return .init(device, packages: numbers.list(inventory))
    }

    private mutating func facts(_ number: Int64) -> DeviceFacts {
        var facts = DeviceFacts(
            operatingSystem: random.draw(from: [nil, "Debian GNU/Linux 12", "Windows Server"]),
            ipAddresses: random.few(of: (1...4).map { "10.0.0.\($0)" }),
            macAddresses: random.few(of: (1...4).map { "02:00:00:00:00:0\($0)" }),
            loggedOnUsers: random.few(of: ["ada", "Grace", "Zo\u{EB}"]),
            agentVersion: random.draw(from: ["1.0", "1.1", nil])
        )
        facts.machine = random.draw(from: ["x86_64", "aarch64", nil])
        facts.domain = random.draw(from: ["example.org", nil])
        facts.fullyQualifiedName = random.draw(from: ["m\(number).example.org", nil])
        return facts
    }

    private mutating func inventory() -> Inventory {
        guard random.draw(below: 3) > 0 else {
            let updates = random.few(of: PageCatalogue.updates)
            return Inventory(
                stream: random.draw(from: PageCatalogue.products),
                architecture: "x86_64",
                packages: updates.map {
                    InstalledPackage(name: $0, architecture: nil, version: "", source: $0)
                },
                repositories: nil
            )
        }
        var packages: [InstalledPackage] = []
        for name in PageCatalogue.sources where random.draw(below: 2) == 0 {
            packages.append(
                InstalledPackage(
                    name: name,
                    architecture: "amd64",
                    version: random.draw(from: PageCatalogue.versions),
                    source: name,
                    isHeld: random.draw(below: 8) == 0,
                    isUnconfigured: random.draw(below: 8) == 0
                )
            )
        }
        return Inventory(
            stream: random.draw(from: PageCatalogue.releases),
            architecture: "amd64",
            packages: packages,
            repositories: nil
        )
    }

    private mutating func decision(_ patch: Patch) -> Approval {
        let path = random.draw(from: Self.sites + [Self.root])
        return Approval(
            tenant: .init(derivedFrom: "tenant \(path)"),
            path: path,
            patch: patch.id,
            decision: random.draw(from: [.approved, .declined]),
            by: "user:ada",
            at: Self.now
        )
    }

    /// Attempts to install some of what is missing: failed ones, good ones, and open ones.
    private mutating func attempts(_ snapshot: FleetSnapshot) -> [Execution] {
        var executions: [Execution] = []
        for device in snapshot.devices(in: Self.root) {
            for finding in random.few(of: snapshot.findings(device)) {
                let name = "\(device.device.number) \(finding.patch.id)"
                var execution = Execution(
                    id: .init(derivedFrom: "execution \(name)"),
                    deployment: .init(derivedFrom: "deployment"),
                    run: .init(derivedFrom: "run"),
                    device: device.device.id,
                    path: device.device.path,
                    kind: .install,
                    patches: [OrderPatch(patch: finding.patch.id.uuid, title: "", packages: [])],
                    createdAt: Self.now,
                    expiresAt: Self.now + .seconds(3_600)
                )
                if random.draw(below: 3) > 0 {
                    _ = execution.on(.reported(report(execution)), at: Self.now)
                }
                executions.append(execution)
            }
        }
        return executions
    }

    private mutating func report(_ execution: Execution) -> OrderReport {
        let outcome: PatchResult.Outcome = random.draw(below: 2) == 0 ? .failed : .installed
        return OrderReport(
            order: execution.id.uuid,
            startedAt: 0,
            finishedAt: 1,
            results: execution.patches.map {
                PatchResult(patch: $0.patch, outcome: outcome, failure: nil, packages: [])
            },
            failure: nil,
            reboot: .unknown,
            wasResumed: false
        )
    }
}

/// A generator whose whole sequence follows from its seed (Steele, Lea and Flood's SplitMix64).
struct PageRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to, without, a limit.
    mutating func draw(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// One of some values.
    mutating func draw<Element>(from elements: [Element]) -> Element {
        elements[draw(below: elements.count)]
    }

    /// About a third of some values.
    mutating func few<Element>(of elements: [Element]) -> [Element] {
        elements.filter { _ in draw(below: 3) == 0 }
    }
}
