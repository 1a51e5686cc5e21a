// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Storage
import TestSupport
import Testing

extension StoreConformance {
    @Suite struct PackageTests {
        @Test("packages are numbered from 0 in their order, and stay so", arguments: Backend.all)
        func numbersInOrder(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let packages = Self.packages(0..<150)
                let first = try await store.write { try $0.numbers(of: packages) }
                #expect(first == Array(0..<150))
                let again = try await store.write { try $0.numbers(of: packages.reversed()) }
                #expect(again == Array((0..<150).reversed()))
                let more = Self.packages(140..<145) + Self.packages(300..<303) + [packages[7]]
                let mixed = try await store.write { try $0.numbers(of: more) }
                #expect(mixed == [140, 141, 142, 143, 144, 150, 151, 152, 7])
                #expect(try await store.write { try $0.numbers(of: []) } == [])
                let stored = try await Self.stored(in: store)
                #expect(stored == packages + Self.packages(300..<303))
            }
        }

        @Test("a package that is named several times has one number", arguments: Backend.all)
        func numbersOnce(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let names = (0..<200).map { "p\($0 % 70)" }
                let numbers = try await store.write { transaction throws in
                    try transaction.numbers(of: names.map { World.package($0) })
                }
                #expect(numbers == (0..<200).map { UInt32($0 % 70) })
                #expect(try await Self.stored(in: store).count == 70)
            }
        }

        @Test("packages that differ in anything are told apart", arguments: Backend.all)
        func tellsApart(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let plain = InstalledPackage(
                    name: "lib",
                    architecture: "amd64",
                    version: "1",
                    source: "quelle"
                )
                let packages = [
                    plain, changed(plain) { $0.name = nil }, changed(plain) { $0.name = "Lib" },
                    changed(plain) { $0.architecture = nil },
                    changed(plain) { $0.architecture = "all" },
                    changed(plain) { $0.version = "" }, changed(plain) { $0.version = "1 " },
                    changed(plain) { $0.source = "☂ ' \" ; %" },
                    changed(plain) { $0.sourceVersion = "2" },
                    changed(plain) { $0.sourceVersion = "1" }, changed(plain) { $0.isHeld = true },
                    changed(plain) { $0.isUnconfigured = true },
                    changed(plain) {
                        $0.isHeld = true
                        $0.isUnconfigured = true
                    },
                ]
                let numbers = try await store.write { try $0.numbers(of: packages) }
                #expect(numbers == (0..<UInt32(packages.count)).map(\.self))
                #expect(try await Self.stored(in: store) == packages)
                let absent = changed(plain) {
                    $0.isHeld = false
                    $0.isUnconfigured = false
                }
                #expect(try await store.write { try $0.numbers(of: [absent]) } == [0])
            }
        }

        @Test("texts are compared by their bytes, without U+0000", arguments: Backend.all)
        func comparesBytes(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let names = ["\u{E9}", "e\u{301}", "a\u{0}b", "ab", "a", "a\u{0}"]
                for _ in 1...2 {
                    let numbers = try await store.write { transaction throws in
                        try transaction.numbers(of: names.map { Self.package($0) })
                    }
                    #expect(numbers == [0, 1, 2, 2, 3, 3])
                }
                let stored = try await Self.stored(in: store).compactMap(\.name)
                let expected = ["\u{E9}", "e\u{301}", "ab", "a"]
                #expect(stored.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
            }
        }

        @Test("packages come from a number on", arguments: Backend.all)
        func readsFromNumber(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let packages = Self.packages(0..<90)
                _ = try await store.write { try $0.numbers(of: packages) }
                for start in [0, 1, 64, 89, 90, 4_000_000_000] {
                    let rest = try await Self.stored(in: store, from: UInt32(start))
                    #expect(rest == Array(packages.dropFirst(start)))
                }
            }
        }

        @Test("a transaction that is rolled back leaves no numbers", arguments: Backend.all)
        func forgetsRolledBack(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let profile = InventoryProfile(stream: "a", architecture: "b", repositories: nil)
                _ = try await store.write { try $0.numbers(of: Self.packages(0..<3)) }
                await #expect(throws: CancellationError.self) {
                    try await store.write { transaction throws in
                        let numbers = try transaction.numbers(of: Self.packages(0..<103))
                        #expect(numbers.last == 102)
                        #expect(try transaction.number(of: profile) == 0)
                        throw CancellationError()
                    }
                }
                #expect(try await Self.stored(in: store).count == 3)
                #expect(try await store.read { try $0.profiles(from: 0) } == [])
                let other = try await store.write { try $0.numbers(of: Self.packages(500..<502)) }
                #expect(other == [3, 4])
            }
        }

        @Test("a read knows what is known and adds nothing", arguments: Backend.all)
        func readsOnly(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                _ = try await store.write { try $0.numbers(of: Self.packages(0..<40)) }
                let known = try await store.read { try $0.numbers(of: Self.packages(5..<7)) }
                #expect(known == [5, 6])
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.read { try $0.numbers(of: Self.packages(39..<41)) }
                }
                #expect(try await Self.stored(in: store).count == 40)
            }
        }

        @Test("two programs never give one number to two packages", arguments: Backend.all)
        func sharesNumbers(backend: Backend) async throws {
            let folder = try TemporaryDirectory()
            let stores = [try backend.open(folder), try backend.open(folder)]
            try await withThrowingTaskGroup { group in
                for (index, store) in stores.enumerated() {
                    group.addTask {
                        // Half of each one's packages are the other's as well.
                        for start in stride(from: index * 50, to: index * 50 + 100, by: 5) {
                            _ = try await store.write { transaction throws in
                                try transaction.numbers(of: Self.packages(start..<start + 5))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let stored = try await Self.stored(in: stores[0])
            #expect(Set(stored) == Set(Self.packages(0..<150)) && stored.count == 150)
            for store in stores {
                let numbers = try await store.read { try $0.numbers(of: stored) }
                #expect(numbers == Array(0..<150))
                try await store.close()
            }
        }

        private static func package(_ name: String) -> InstalledPackage {
            InstalledPackage(name: name, architecture: nil, version: "1", source: "quelle")
        }

        private static func packages(_ range: Range<Int>) -> [InstalledPackage] {
            range.map { World.package("paket-\($0)", version: "\($0).0") }
        }

        private static func stored(
            in store: any Store,
            from number: UInt32 = 0
        ) async throws -> [InstalledPackage] {
            try await store.read { transaction throws in
                var packages: [InstalledPackage] = []
                try transaction.packages(from: number) { packages.append($0) }
                return packages
            }
        }
    }
}
