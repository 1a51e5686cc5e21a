// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Storage
import Testing

extension StoreConformance {
    @Suite struct DeviceTests {
        @Test("a device comes back as it went in", arguments: Backend.all)
        func returnsDevices(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let bare = World.device(1, name: "ブリキ")
                let full = scanned(World.device(2), digest: "d1")
                try await store.write { transaction throws in
                    try transaction.insertInventory(digest: "d1", list: World.list, at: World.now)
                    try transaction.insert(bare)
                    try transaction.insert(full)
                }
                try await store.read { transaction throws in
                    #expect(try transaction.device(bare.id) == bare)
                    #expect(try transaction.device(full.id) == full)
                    let named = try transaction.device(named: "ブリキ", site: World.site.id)
                    #expect(named == bare)
                    #expect(try transaction.device(named: "ブリキ", site: World.root.id) == nil)
                    #expect(try transaction.device(named: "web-3", site: World.site.id) == nil)
                    #expect(try transaction.device(ID(derivedFrom: "nothing")) == nil)
                }
            }
        }

        @Test("an update replaces everything but identity, number and site", arguments: Backend.all)
        func updatesDevices(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let old = World.device(1)
                let moved = World.device(1, in: World.stranger, name: "neu")
                let new = changed(scanned(moved, digest: "d1")) { $0.number = 77 }
                let cleared = World.device(1, name: "neu")
                try await store.write { transaction throws in
                    try transaction.insert(old)
                    try transaction.insertInventory(digest: "d1", list: World.list, at: World.now)
                    try transaction.update(new)
                    let expected = changed(new) {
                        $0.number = old.number
                        $0.site = old.site
                        $0.path = old.path
                    }
                    #expect(try transaction.device(old.id) == expected)
                    try transaction.update(cleared)
                    #expect(try transaction.device(old.id) == cleared)
                }
            }
        }

        @Test("a name is given once in a site", arguments: Backend.all)
        func refusesTakenNames(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction throws in
                    try transaction.insert(World.device(1, name: "a"))
                    try transaction.insert(World.device(2, name: "b"))
                    try transaction.insert(World.device(3, in: World.stranger, name: "a"))
                    #expect(throws: DomainError(.deviceNameTaken)) {
                        try transaction.insert(World.device(4, name: "a"))
                    }
                    #expect(throws: DomainError(.deviceNameTaken)) {
                        try transaction.update(World.device(2, name: "a"))
                    }
                    #expect(throws: DomainError(.storageConflict)) {
                        try transaction.insert(World.device(1, name: "c"))
                    }
                    #expect(throws: DomainError(.deviceNotFound)) {
                        try transaction.update(World.device(9, name: "a"))
                    }
                    try transaction.update(World.device(1, name: "a"))
                }
                let names = try await store.read { try $0.devices(in: World.root.path) }.map(\.name)
                #expect(names == ["a", "b", "a"])
            }
        }

        @Test("a path sees its devices by number, and no other's", arguments: Backend.all)
        func scopesByPath(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let devices = [
                    World.device(10), World.device(9, in: World.customer),
                    World.device(8, in: World.stranger), World.device(100),
                ]
                try await store.write { for device in devices { try $0.insert(device) } }
                for (path, numbers) in [
                    ("/1/", [8, 9, 10, 100]), ("/1/2/", [9, 10, 100]), ("/1/2/3/", [10, 100]),
                    ("/1/20/", [8]), ("/1/200/", []), ("/1/2", []), ("/1/%/", []),
                ] {
                    let seen = try await store.read {
                        try $0.devices(in: TenantPath(stored: path))
                    }
                    #expect(seen.map(\.number) == numbers.map(Int64.init), "path \(path)")
                }
            }
        }

        @Test("a device of no site is refused", arguments: Backend.all)
        func refusesUnknownSite(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write { try $0.insert(World.device(1)) }
                }
            }
        }

        private func scanned(_ device: Device, digest: String) -> Device {
            var device = device
            device.stream = Stream(rawValue: "debian:12")
            device.facts = DeviceFacts(
                hostName: "wëb",
                operatingSystem: "Debian \"12\"\n",
                ipAddresses: ["10.0.0.1", "fe80::1"],
                macAddresses: ["02:00:00:00:00:01"],
                loggedOnUsers: ["zoë"],
                agentVersion: "1.0",
                reboot: .needed(reasons: ["Kernel älter"])
            )
            device.facts.bootedAt = .max
            device.inventoryDigest = digest
            device.scannedAt = World.now
            device.firstScannedAt = Timestamp(milliseconds: 0)
            device.installedSince = ["g++": World.now, "lib\"ä\"": Timestamp(milliseconds: -1)]
            device.lastContactAt = Timestamp(milliseconds: -1)
            device.agentKey = Data((0..<32).map { $0 &* 8 })
            return device
        }
    }
}
