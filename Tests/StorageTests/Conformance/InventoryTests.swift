// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct InventoryTests {
        @Test("a list comes back the same, however long", arguments: Backend.all)
        func returnsLists(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let lists = [
                    "big": PackageList(profile: 7, deciding: Array(0..<100_000), others: [.max]),
                    "empty": PackageList(profile: .max, deciding: []),
                    "wide": PackageList(profile: 0, deciding: [0, .max - 1, .max], others: [0]),
                ]
                try await store.write { transaction throws in
                    for (digest, list) in lists {
                        try transaction.insertInventory(digest: digest, list: list, at: World.now)
                    }
                }
                try await store.read { transaction throws in
                    for (digest, list) in lists {
                        #expect(try transaction.inventory(digest: digest) == list)
                        #expect(try transaction.hasInventory(digest: digest))
                    }
                    #expect(try !transaction.hasInventory(digest: "small"))
                    #expect(try transaction.inventory(digest: "small") == nil)
                }
            }
        }

        @Test("storing an inventory again changes nothing", arguments: Backend.all)
        func keepsTheFirst(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let found = try await store.write { transaction throws in
                    for number: UInt32 in 1...2 {
                        try transaction.insertInventory(
                            digest: "d",
                            list: PackageList(profile: 0, deciding: [number]),
                            at: World.now
                        )
                    }
                    return try transaction.inventory(digest: "d")
                }
                #expect(found == World.list)
            }
        }

        @Test("every inventory that a device has comes once, by digest", arguments: Backend.all)
        func streamsUsedOnes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let digests = ["b", "unused", "a", "c"]
                try await store.write { transaction throws in
                    for (number, digest) in digests.enumerated() {
                        try transaction.insertInventory(
                            digest: digest,
                            list: PackageList(profile: UInt32(number), deciding: [3, 9]),
                            at: World.now
                        )
                    }
                    for (number, digest) in ["c", "a", "a", "b", nil].enumerated() {
                        try transaction.insert(
                            changed(World.device(Int64(number))) { $0.inventoryDigest = digest }
                        )
                    }
                }
                let found = try await store.read { transaction throws in
                    var found: [(digest: String, list: PackageList)] = []
                    try transaction.inventories { found.append(($0, $1)) }
                    return found
                }
                #expect(found.map(\.digest) == ["a", "b", "c"])
                #expect(found.map(\.list.profile) == [2, 0, 3])
                #expect(found.allSatisfy { $0.list.deciding == [3, 9] })
            }
        }

        @Test("only old inventories that no device has are removed", arguments: Backend.all)
        func deletesUnusedOnes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let left = try await store.write { transaction throws in
                    for (digest, age) in [("used", 9), ("old", 9), ("young", 0)] {
                        try transaction.insertInventory(
                            digest: digest,
                            list: World.list,
                            at: World.now - .seconds(age)
                        )
                    }
                    try transaction.insert(
                        changed(World.device(1)) { $0.inventoryDigest = "used" }
                    )
                    try transaction.deleteUnusedInventories(madeBefore: World.now)
                    return try ["used", "old", "young"].filter(transaction.hasInventory)
                }
                #expect(left == ["used", "young"])
            }
        }

        @Test("a device and its inventory may be written in either order", arguments: Backend.all)
        func checksReferenceAtCommit(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let later = changed(World.device(1)) { $0.inventoryDigest = "later" }
                let never = changed(World.device(1)) { $0.inventoryDigest = "never" }
                try await store.write { transaction throws in
                    try transaction.insert(later)
                    try transaction.insertInventory(
                        digest: "later",
                        list: World.list,
                        at: World.now
                    )
                }
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write { try $0.update(never) }
                }
                let kept = try await store.read { try $0.device(World.device(1).id) }
                #expect(kept?.inventoryDigest == "later")
            }
        }
    }
}
