// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Services
import Testing

/// Devices without agents, as a file brings many of them at once.
@Suite struct FleetImportTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
    }

    private static let a = InstalledPackage(
        name: "a",
        architecture: "amd64",
        version: "1.0",
        source: "a"
    )
    private static let b = InstalledPackage(
        name: "b",
        architecture: "amd64",
        version: "1.1",
        source: "b"
    )

    private static func device(
        _ name: String,
        _ packages: [UInt32],
        stream: String = "debian:12",
        architecture: String = "amd64"
    ) -> ImportedDevice {
        ImportedDevice(
            name: name,
            profile: InventoryProfile(
                stream: stream,
                architecture: architecture,
                repositories: nil
            ),
            packages: packages
        )
    }

    private func add(_ packages: [InstalledPackage], _ devices: ImportedDevice...) async throws {
        _ = try await server.services.devices.importDevices(
            ImportedFleet(packages: packages, devices: devices),
            by: server.operatorPrincipal
        )
    }

    /// The digests of the stored inventories.
    private func digests() async throws -> [String] {
        try await server.store.read { transaction in
            var digests: [String] = []
            try transaction.inventories { digest, _ in digests.append(digest) }
            return digests
        }
    }

    private func packages(_ name: String) throws -> [String] {
        let view = try server.view()
        let inventory = view.snapshot.inventory(of: try view.device(name))
        return inventory?.packages.map { "\($0.name ?? "-") \($0.version)" } ?? []
    }

    private func findings(_ name: String) throws -> [String] {
        let view = try server.view()
        return view.snapshot.findings(try view.device(name)).map {
            "\($0.patch.name) \($0.state.rawValue) \($0.packages.count)"
        }.sorted()
    }

    @Test("rows that stand twice in a device count once")
    func dropsDuplicates() async throws {
        try await add([Self.a, Self.b], Self.device("m", [1, 0, 1, 0, 0]))
        #expect(try packages("m") == ["a 1.0", "b 1.1"])
        #expect(try findings("m") == ["a 1.1 missing 1", "b 1.1 installed 1"])
    }

    @Test("rows that stand twice count once where packages may stand side by side, too (rpm)")
    func dropsDuplicatesOfRPM() async throws {
        let oak = InstalledPackage(
            name: "oak",
            architecture: "x86_64",
            version: "1.0-1",
            source: "oak"
        )
        try await add(
            [oak, oak],
            Self.device("m", [0, 1, 0], stream: "almalinux:9", architecture: "x86_64")
        )
        #expect(try packages("m") == ["oak 1.0-1"])
    }

    @Test("a package that stands twice in the file is one package")
    func joinsPackages() async throws {
        try await add([Self.a, Self.a, Self.b], Self.device("m", [0, 1, 2]))
        #expect(try packages("m") == ["a 1.0", "b 1.1"])
        #expect(try server.view().snapshot.packageCount == 2)
    }

    @Test("devices with the same content share one inventory, whatever the order of their rows")
    func sharesInventories() async throws {
        try await add(
            [Self.a, Self.b],
            Self.device("m1", [0, 1]),
            Self.device("m2", [1, 0]),
            Self.device("m3", [0, 1, 1])
        )
        #expect(try await digests().count == 1)
        let devices = try server.view().devices()
        #expect(devices.count == 3)
        #expect(Set(devices.map(\.device.inventoryDigest)).count == 1)
        for name in ["m1", "m2", "m3"] {
            #expect(try findings(name) == ["a 1.1 missing 1", "b 1.1 installed 1"])
        }
        let patch = try server.patch("a")
        #expect(
            try server.view().snapshot.tallies(in: TenantPath(root: 1))[patch.id]
                == PatchTally(missing: 3)
        )
    }

    @Test("the same packages of another architecture or release are another inventory")
    func keepsProfilesApart() async throws {
        try await add(
            [Self.a],
            Self.device("m1", [0]),
            Self.device("m2", [0], architecture: "arm64"),
            Self.device("m3", [0], stream: "debian:13")
        )
        #expect(try await digests().count == 3)
        #expect(try server.view().snapshot.profileCount == 3)
        #expect(try findings("m3").isEmpty)
    }

    @Test("of kernels that stand side by side the newest decides, and all are kept")
    func keepsKernels() async throws {
        let record = PatchRecord(
            stream: Stream(rawValue: "almalinux:9"),
            source: "ALSA-1",
            version: "",
            binaries: [
                PatchBinary(name: "kernel", architecture: "", version: "5-503", size: nil)
            ]
        )
        _ = try await server.services.catalog.importFeeds(
            [Feeds.content("alma", [record])],
            by: server.operatorPrincipal
        )
        let kernels = ["5-503", "5-427", "5-362"].map {
            InstalledPackage(name: "kernel", architecture: "x86_64", version: $0, source: "kernel")
        }
        let profile = ("almalinux:9", "x86_64")
        try await add(
            kernels,
            Self.device("new", [1, 0, 2], stream: profile.0, architecture: profile.1),
            Self.device("old", [2, 1], stream: profile.0, architecture: profile.1)
        )
        #expect(try findings("new") == ["ALSA-1 installed 1"])
        #expect(try findings("old") == ["ALSA-1 missing 1"])
        #expect(try packages("new") == ["kernel 5-362", "kernel 5-427", "kernel 5-503"])
        #expect(try packages("old") == ["kernel 5-362", "kernel 5-427"])
    }

    @Test("the same file again changes the time of the scan and nothing else")
    func importsAgain() async throws {
        try await add([Self.a, Self.b], Self.device("m", [0, 1]))
        let first = try #require(try server.view().devices().first)
        server.clock.advance(by: .seconds(60))
        let counts = try await server.services.devices.importDevices(
            ImportedFleet(packages: [Self.b, Self.a], devices: [Self.device("m", [0, 1])]),
            by: server.operatorPrincipal
        )
        #expect(counts.added == 0 && counts.updated == 1)
        let second = try #require(try server.view().devices().first)
        #expect(second.device.id == first.device.id)
        #expect(second.device.inventoryDigest == first.device.inventoryDigest)
        #expect(second.device.scannedAt == server.clock.now)
        #expect(try server.view().snapshot.packageCount == 2)
    }

    @Test("a name that an agent has is refused, and then nothing of the fleet is stored")
    func refusesAgents() async throws {
        _ = try await server.enroll("taken")
        let error = await #expect(throws: DomainError.self) {
            try await add([Self.a], Self.device("free", [0]), Self.device("taken", [0]))
        }
        #expect(error?.code == .deviceNameTaken && error?.subject == "taken")
        #expect(try server.view().devices().map(\.device.name) == ["taken"])
        #expect(try await digests().isEmpty)
        #expect(try server.view().snapshot.packageCount == 0)
    }

    @Test("a device without packages, and a fleet without devices, are taken")
    func takesNothing() async throws {
        try await add([Self.a])
        #expect(try server.view().devices().isEmpty)
        try await add([], Self.device("m", []))
        #expect(try findings("m").isEmpty)
        let view = try server.view()
        #expect(view.snapshot.unknown(try view.device("m"), now: view.now) == nil)
    }

    @Test("what is stored of an import looks like no agent's digest")
    func keepsDigestsApart() async throws {
        try await add([Self.a], Self.device("m", [0]))
        let digest = try #require(try await digests().first)
        #expect(digest.hasPrefix("list-"))
        let inventory = Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: [Self.a],
            repositories: nil
        )
        // So an agent with the same packages has to send them once, as what it reports decides.
        let agent = try await server.enroll("m2")
        #expect(try await agent.checkIn(inventory).needsInventory)
        try await agent.upload(inventory)
        #expect(try await digests().count == 2)
        #expect(try server.view().snapshot.packageCount == 1)
    }
}
