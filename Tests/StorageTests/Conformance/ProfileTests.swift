// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ProfileTests {
        @Test("equal profiles have one number, others their own", arguments: Backend.all)
        func numbersContent(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let (a, b) = (Self.repository("main"), Self.repository("über"))
                let profiles = [
                    Self.profile([a, b]), Self.profile([a]), Self.profile([]), Self.profile(nil),
                    changed(Self.profile([a, b])) { $0.stream = "debian:13" },
                    changed(Self.profile([a, b])) { $0.architecture = "arm64" },
                ]
                let numbers = try await store.write { try profiles.map($0.number(of:)) }
                #expect(numbers == [0, 1, 2, 3, 4, 5])
                let again = try await store.write { transaction throws in
                    try [Self.profile([b, a]), profiles[5], profiles[2]].map(transaction.number)
                }
                #expect(again == [0, 5, 2])
                try await store.read { transaction throws in
                    #expect(try transaction.profiles(from: 0) == profiles)
                    #expect(try transaction.profiles(from: 4) == Array(profiles[4...]))
                    #expect(try transaction.profiles(from: 6) == [])
                    #expect(try transaction.number(of: profiles[3]) == 3)
                }
            }
        }

        private static func profile(_ repositories: [Repository]?) -> InventoryProfile {
            InventoryProfile(
                stream: "debian:12",
                architecture: "amd64",
                repositories: repositories
            )
        }

        private static func repository(_ component: String) -> Repository {
            Repository(
                origin: "Debian",
                label: "Debian",
                suite: "stable",
                codename: "bookworm",
                component: component
            )
        }
    }
}
