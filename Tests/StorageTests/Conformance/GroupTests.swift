// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct GroupTests {
        @Test("groups come by number, and by name in their tenant", arguments: Backend.all)
        func returnsGroups(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let later = World.group(12, name: "später")
                let earlier = World.group(3, of: World.stranger, name: "früher")
                try await store.write { transaction throws in
                    try transaction.insert(later)
                    try transaction.insert(earlier)
                }
                try await store.read { transaction throws in
                    #expect(try transaction.groups() == [earlier, later])
                    let found = try transaction.group(named: "später", tenant: World.site.id)
                    #expect(found == later)
                    let other = try transaction.group(named: "später", tenant: World.stranger.id)
                    #expect(other == nil)
                }
            }
        }

        @Test("a group's name is given once in its tenant", arguments: Backend.all)
        func refusesTakenNames(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction throws in
                    try transaction.insert(World.group(1, name: "web"))
                    try transaction.insert(World.group(2, of: World.stranger, name: "web"))
                }
                await #expect(throws: DomainError(.storageConflict)) {
                    try await store.write { try $0.insert(World.group(3, name: "web")) }
                }
            }
        }

        @Test("a device joins a group once", arguments: Backend.all)
        func addsMembers(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let device = World.device(1)
                let group = World.group(1, name: "web")
                try await store.write { transaction throws in
                    try transaction.insert(device)
                    try transaction.insert(group)
                    #expect(try transaction.memberships() == [])
                    try transaction.add(device.id, to: group.id)
                    try transaction.add(device.id, to: group.id)
                }
                let members = try await store.read { try $0.memberships() }
                #expect(members == [GroupMembership(group: group.id, device: device.id)])
            }
        }

        @Test("an unknown device or group has no membership", arguments: Backend.all)
        func refusesUnknownMembers(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let device = World.device(1)
                let group = World.group(1, name: "web")
                try await store.write { transaction throws in
                    try transaction.insert(device)
                    try transaction.insert(group)
                }
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write { try $0.add(World.device(2).id, to: group.id) }
                }
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write {
                        try $0.add(device.id, to: World.group(2, name: "").id)
                    }
                }
                #expect(try await store.read { try $0.memberships() } == [])
            }
        }
    }
}
