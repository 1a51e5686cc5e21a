// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

@Suite struct CatalogueTests {
    @Test("the records of all feeds about one version are one patch")
    func merges() throws {
        let world = try World(
            """
            main b 1.1 b:amd64
            security b 1.1 b:amd64
            dsa DSA-1 b 1.1
            main a 1.1 a:amd64
            main b 1.2 b:amd64
            next b 1.1 b:amd64
            """
        )
        let catalogue = world.catalogue
        #expect(
            catalogue.ordered.map { "\($0.stream) \($0.source) \($0.version)" }.sorted() == [
                "debian:12 a 1.1", "debian:12 b 1.1", "debian:12 b 1.2", "debian:13 b 1.1",
            ]
        )
        #expect(catalogue.count == 4)
        #expect(catalogue.streams.map(\.rawValue).sorted() == ["debian:12", "debian:13"])
        let patch = try world.patch("b", "1.1")
        #expect(patch.feeds.map(\.feed) == ["dsa", "main", "security"])
        #expect(patch.classification == .security)
        #expect(patch.origins.map(\.codename) == ["bookworm", "bookworm-security"])
    }

    @Test("lists are ordered by stream, source and number, whatever the order of the records")
    func ordersPatches() throws {
        let world = RandomWorld(seed: 4)
        let orders = [world.records, world.records.reversed()].map {
            Catalogue(records: $0, revisions: []).ordered.map(\.id)
        }
        #expect(orders[0] == orders[1])
        let keys = Catalogue(records: world.records, revisions: []).ordered.map {
            "\($0.stream) \($0.source)"
        }
        #expect(keys == keys.sorted())
        #expect(keys.count > 5)
    }

    @Test("a patch is found by its number")
    func findsByNumber() throws {
        let world = try World("main a 1.1 a:amd64\nmain b 1.1 b:amd64")
        for patch in world.catalogue.ordered {
            #expect(world.catalogue.patch(number: patch.number) == patch)
        }
        #expect(world.catalogue.patch(number: 0) == nil)
    }

    @Test("an updated catalogue keeps its slots, and is in the order of one that is made anew")
    func keepsSlots() throws {
        let old = try World("main b 1.1 b:amd64\nmain c 1.1 c:amd64\nkb Oak KB1 KB0").catalogue
        let news = try World("main a 1.1 a:amd64\nmain c 1.1 c:i386\nkb Oak KB1")
        let groups = Dictionary(grouping: news.records, by: \.record.patch).values
        let updated = old.updated(groups, revisions: [])
        for patch in old.ordered {
            #expect(updated.slot(of: patch.id) == old.slot(of: patch.id))
        }
        #expect(updated.ordered.map(\.name) == ["a 1.1", "b 1.1", "c 1.1", "KB1"])
        #expect(updated.ordered[2].binaries.map(\.architecture) == ["i386"])
        #expect(updated.ordered[3].supersedes.isEmpty)
        for patch in updated.ordered {
            #expect(updated.patch(number: patch.number) == patch)
            #expect(updated.slot(of: patch.id).map { updated.patch(at: $0) } == patch)
        }
        // The one that it was made from is as it was.
        #expect(old.count == 3 && old.ordered[1].binaries.map(\.architecture) == ["amd64"])
    }

    @Test("a withdrawn record keeps its patch, and offers nothing")
    func keepsWithdrawn() throws {
        let world = try World("security a 1.1 a:amd64 withdrawn")
        let patch = try world.patch("a", "1.1")
        #expect(world.catalogue.patch(patch.id) == patch)
        #expect(!patch.isOffered)
        #expect(patch.classification == .security)
    }

    @Test("a phase ends with the record that told it")
    func forgetsWithdrawnPhases() throws {
        let world = try World(
            "updates a 1.1 a:amd64 phased=10 withdrawn\nmain a 1.1 a:amd64"
        )
        #expect(try world.patch("a", "1.1").phasedPercentage == nil)
    }
}
