// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Simulation
import Testing

@testable import SimulationClient

@Suite struct FleetStockTests {
    @Test("the same dice give the same machine, and a fleet differs")
    func seeded() throws {
        let stock = FleetStock.debian
        func machines() -> [PackageStock] {
            var dice = Dice(seed: 3)
            return (0..<40).compactMap { _ in stock.stock(&dice) }
        }
        let marks = machines().map(\.mark)
        #expect(marks == machines().map(\.mark))
        #expect(Set(marks).count > 20)
    }

    @Test("the packages of one source stay at one version, and none is ahead")
    func consistent() throws {
        var dice = Dice(seed: 5)
        let stock = try #require(FleetStock.debian.stock(&dice))
        #expect(!stock.versions.isEmpty)
        for (place, version) in stock.versions {
            let row = stock.template.rows[place]
            #expect(!stock.template.isAtLeast(version, row.version))
            for (other, neighbour) in stock.template.rows.enumerated()
            where neighbour.source == row.source {
                #expect(stock.versions[other] != nil)
            }
        }
    }

    @Test("a Debian machine has the repositories of its release")
    func repositories() throws {
        var dice = Dice(seed: 1)
        let inventory = try #require(FleetStock.debian.stock(&dice)).inventory
        #expect(inventory.stream == "debian:12")
        let codenames = inventory.repositories?.map(\.codename)
        #expect(codenames == ["bookworm", "bookworm-security", "bookworm-updates"])
        #expect(DebianFleet.packages.count >= 60)
    }

    @Test("dpkg's status is read without what is not installed")
    func dpkg() throws {
        let text = """
            Package: libfoo1
            Status: install ok installed
            Architecture: amd64
            Source: foo (1.0-1)
            Version: 1.0-1+b1

            Package: gone
            Status: deinstall ok config-files
            Architecture: amd64
            Version: 1

            Package: kept
            Status: hold ok installed
            Architecture: all
            Version: 2
            """
        let packages = try DpkgStatusFile.packages(in: Array(text.utf8), file: "status")
        #expect(
            packages == [
                InstalledPackage(
                    name: "libfoo1",
                    architecture: "amd64",
                    version: "1.0-1+b1",
                    source: "foo",
                    sourceVersion: "1.0-1"
                ),
                InstalledPackage(
                    name: "kept",
                    architecture: "all",
                    version: "2",
                    source: "kept",
                    isHeld: true
                ),
            ]
        )
    }

    @Test(
        "a damaged status is refused with its line",
        arguments: [
            ("Package: a\nStatus: install ok installed\nArchitecture: amd64\n", "line 1"),
            ("\nPackage: a\nStatus: fine\nVersion: 1\nArchitecture: all\n", "line 2"),
            ("Package a\n", "line 1"),
        ]
    )
    func damaged(text: String, place: String) throws {
        let error = try #require(throws: DomainError.self) {
            try DpkgStatusFile.packages(in: Array(text.utf8), file: "status")
        }
        #expect(error.code == .inventoryMalformed)
        #expect(error.description.contains(place))
        #expect(error.description.contains("status: "))
    }

    @Test("a machine that takes no packages is refused")
    func windows() {
        var stock = FleetStock()
        let profile = InventoryProfile(stream: "windows:10", architecture: "x64", repositories: nil)
        #expect(throws: DomainError(.inventoryMalformed)) {
            try stock.add(profile, [], place: "fleet.json: devices[0]")
        }
    }
}
