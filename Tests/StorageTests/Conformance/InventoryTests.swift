// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Storage
import Testing

extension StoreConformance {
    @Suite struct InventoryTests {
        @Test("a megabyte of any bytes comes back the same", arguments: Backend.all)
        func returnsBytes(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let bytes = Data((0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) })
                try await store.write { transaction throws in
                    try transaction.insertInventory(digest: "big", bytes: bytes, at: World.now)
                    try transaction.insertInventory(digest: "empty", bytes: Data(), at: World.now)
                }
                try await store.read { transaction throws in
                    #expect(try transaction.inventory(digest: "big") == bytes)
                    #expect(try transaction.inventory(digest: "empty") == Data())
                    #expect(try transaction.hasInventory(digest: "big"))
                    #expect(try !transaction.hasInventory(digest: "small"))
                    #expect(try transaction.inventory(digest: "small") == nil)
                }
            }
        }

        @Test("storing an inventory again changes nothing", arguments: Backend.all)
        func keepsTheFirst(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let found = try await store.write { transaction throws in
                    for byte: UInt8 in 1...2 {
                        try transaction.insertInventory(
                            digest: "d",
                            bytes: Data([byte]),
                            at: World.now
                        )
                    }
                    return try transaction.inventory(digest: "d")
                }
                #expect(found == Data([1]))
            }
        }

        @Test("only old inventories that no device has are removed", arguments: Backend.all)
        func deletesUnusedOnes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let left = try await store.write { transaction throws in
                    for (digest, age) in [("used", 9), ("old", 9), ("young", 0)] {
                        try transaction.insertInventory(
                            digest: digest,
                            bytes: Data([1]),
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
                        bytes: Data([1]),
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
