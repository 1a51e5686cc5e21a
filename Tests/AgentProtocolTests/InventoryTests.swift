// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Foundation
import Testing

@Suite struct InventoryTests {
    @Test("the canonical bytes do not depend on the order of the rows")
    func ignoresOrder() throws {
        let expected = try Samples.inventory().canonicalBytes()
        // Every rotation, forwards and backwards, puts every row at every place.
        for shift in 0..<Samples.packages.count {
            let rows = Samples.packages[shift...] + Samples.packages[..<shift]
            let sources = Samples.repositories.reversed() + []
            for packages in [Array(rows), rows.reversed()] {
                let inventory = Samples.inventory(packages: packages, repositories: sources)
                #expect(try inventory.canonicalBytes() == expected)
            }
        }
    }

    @Test("the canonical bytes are these, on every node and in every version")
    func isStable() throws {
        let inventory = Samples.inventory(
            packages: [Samples.packages[4], Samples.packages[8]],
            repositories: [Samples.repositories[1]]
        )
        let text = String(decoding: try inventory.canonicalBytes(), as: UTF8.self)
        #expect(
            text == """
                {"architecture":"amd64","packages":[{"source":"curl","version":"1.0"},\
                {"architecture":"amd64","name":"libssl3","source":"openssl",\
                "sourceVersion":"3.0.11-1","version":"3.0.11-1+b1"}],\
                "repositories":[{"codename":"bookworm-security","component":"main",\
                "label":"Debian-Security","origin":"Debian","suite":"stable-security"}],\
                "stream":"debian:12"}
                """
        )
    }

    @Test("reading the canonical bytes and writing them again changes nothing")
    func roundTrips() throws {
        for repositories in [Samples.repositories, [], nil] {
            let inventory = Samples.inventory(repositories: repositories)
            let bytes = try inventory.canonicalBytes()
            let read = try JSONDecoder().decode(Inventory.self, from: bytes)
            #expect(read == inventory)
            #expect(try read.canonicalBytes() == bytes)
        }
    }

    @Test("unknown repositories and no repositories are different content")
    func tellsUnknownFromNone() throws {
        let unknown = try Samples.inventory(repositories: nil).canonicalBytes()
        #expect(try Samples.inventory(repositories: []).canonicalBytes() != unknown)
    }

    @Test("what says nothing new is left out of a row")
    func dropsDefaults() {
        let row = InstalledPackage(
            name: "bash",
            architecture: "amd64",
            version: "5.2-1",
            source: "bash",
            sourceVersion: "5.2-1",
            isHeld: false
        )
        #expect(row.sourceVersion == nil)
        #expect(row.isHeld == nil)
        #expect(row.isUnconfigured == nil)
        #expect(row == Samples.packages[0])
    }

    @Test("rows have a strict order in which no two different rows are equal")
    func ordersRows() {
        let rows = Samples.packages
        for (i, first) in rows.enumerated() {
            for (j, second) in rows.enumerated() {
                let relations = [first < second, first == second, second < first]
                #expect(relations.count { $0 } == 1, "\(i) and \(j)")
                #expect((first == second) == (i == j), "\(i) and \(j)")
            }
        }
    }
}
