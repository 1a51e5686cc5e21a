// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct CredentialTests {
        @Test("a credential keeps all its links", arguments: Backend.all)
        func returnsCredentials(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let user = World.user(1, name: "zoë")
                let device = World.device(1)
                let group = World.group(1, name: "web")
                let client = changed(World.credential(.client, "c")) {
                    $0.user = user.id
                    $0.publicID = "client-1"
                }
                let full = changed(World.credential(.agentSession, "s", expiresAt: World.now)) {
                    $0.user = user.id
                    $0.parent = client.id
                    $0.device = device.id
                    $0.group = group.id
                    $0.publicID = "öffentlich"
                    $0.revokedAt = World.now
                }
                let bare = World.credential(.enrolment, "e")
                try await store.write { transaction throws in
                    try transaction.insert(user)
                    try transaction.insert(device)
                    try transaction.insert(group)
                    for credential in [client, full, bare] { try transaction.insert(credential) }
                }
                try await store.read { transaction throws in
                    for credential in [client, full, bare] {
                        let found = try transaction.credential(
                            kind: credential.kind,
                            secretHash: credential.secretHash
                        )
                        #expect(found == credential)
                    }
                    let named = try transaction.credential(kind: .client, publicID: "client-1")
                    #expect(named == client)
                    let other = try transaction.credential(kind: .access, publicID: "client-1")
                    #expect(other == nil)
                    #expect(try transaction.credential(kind: .access, secretHash: "c") == nil)
                    #expect(try transaction.credentials(madeFrom: client.id) == [full])
                    #expect(try transaction.credentials(madeFrom: bare.id) == [])
                }
            }
        }

        @Test("credentials of one parent come oldest first", arguments: Backend.all)
        func ordersByAge(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let parent = World.credential(.client, "parent")
                let children = (1...5).map { age in
                    changed(World.credential(.refresh, "child \(age)")) {
                        $0.parent = parent.id
                        $0.createdAt = World.now - .seconds(age)
                    }
                }
                try await store.write { transaction throws in
                    for child in children { try transaction.insert(child) }
                }
                let found = try await store.read { try $0.credentials(madeFrom: parent.id) }
                #expect(found == children.reversed())
            }
        }

        @Test("the first revocation counts, and one of nothing is none", arguments: Backend.all)
        func revokesOnce(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let token = World.credential(.access, "t")
                try await store.write { transaction throws in
                    try transaction.insert(token)
                    try transaction.revoke(token.id, at: World.now + .seconds(1))
                    try transaction.revoke(token.id, at: World.now + .seconds(2))
                    try transaction.revoke(ID(derivedFrom: "nothing"), at: World.now)
                }
                let found = try await store.read {
                    try $0.credential(kind: .access, secretHash: "t")
                }
                #expect(found?.revokedAt == World.now + .seconds(1))
            }
        }

        @Test("only ended credentials of the kind are removed", arguments: Backend.all)
        func deletesEndedOnes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let deadline = World.now
                let past = deadline - .milliseconds(1)
                let revoked = changed(World.credential(.access, "revoked")) { $0.revokedAt = past }
                let all = [
                    World.credential(.access, "expired", expiresAt: past), revoked,
                    World.credential(.access, "just valid", expiresAt: deadline),
                    World.credential(.access, "endless"),
                    World.credential(.refresh, "other kind", expiresAt: past),
                ]
                let left = try await store.write { transaction throws in
                    for credential in all { try transaction.insert(credential) }
                    try transaction.deleteCredentials(kind: .access, endedBefore: deadline)
                    return try all.filter {
                        try transaction.credential(kind: $0.kind, secretHash: $0.secretHash) != nil
                    }
                }
                #expect(left.map(\.secretHash) == ["just valid", "endless", "other kind"])
            }
        }

        @Test("a secret and a public id serve once in a kind", arguments: Backend.all)
        func refusesSharedSecrets(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction throws in
                    try transaction.insert(client("a", "one"))
                    try transaction.insert(client("b", nil))
                    try transaction.insert(client("c", nil))
                    try transaction.insert(World.credential(.access, "a"))
                }
                var twin = client("a", "two")
                twin.id = ID(derivedFrom: "twin")
                for refused in [twin, client("d", "one")] {
                    await #expect(throws: DomainError(.storageConflict)) {
                        try await store.write { try $0.insert(refused) }
                    }
                }
            }
        }

        private func client(_ secret: String, _ publicID: String?) -> Credential {
            changed(World.credential(.client, secret)) { $0.publicID = publicID }
        }
    }
}
