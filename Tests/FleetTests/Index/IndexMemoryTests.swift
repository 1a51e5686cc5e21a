// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

@Suite struct IndexMemoryTests {
    private func memory(devices: Int64, packages: Int, patches: Int) throws -> IndexMemory {
        let world = try World(
            (0..<patches).map { "main a\($0) 1.1 a\($0):amd64" }.joined(separator: "\n")
        )
        let machine = try Machine.inventory(
            (0..<packages).map { "a\($0):amd64 1.0 a\($0)" }.joined(separator: "\n")
        )
        return IndexMemory(
            Snapshots.snapshot(
                world,
                inventories: ["d": machine],
                devices: (0..<devices).map { Snapshots.device($0 + 1) }
            )
        )
    }

    private func bytes(_ memory: IndexMemory, _ part: String) throws -> Int {
        try #require(memory.parts.first { $0.name == part }?.bytes)
    }

    @Test("every part has a name of its own, and the total is their sum")
    func sums() throws {
        let memory = try memory(devices: 3, packages: 5, patches: 4)
        let names = memory.parts.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(
            Set(names) == [
                "postings", "inventories", "devices", "packages", "verdicts", "catalogue",
            ]
        )
        #expect(memory.total == memory.parts.map(\.bytes).reduce(0, +))
        #expect(memory.parts.allSatisfy { $0.bytes > 0 })
    }

    @Test("an index of nothing takes next to nothing")
    func empty() {
        let memory = IndexMemory(FleetSnapshot(limits: Snapshots.limits))
        #expect(memory.total < 10_000)
    }

    @Test("each part grows with what it holds, and with nothing else")
    func grows() throws {
        let small = try memory(devices: 10, packages: 20, patches: 5)
        let devices = try memory(devices: 1_000, packages: 20, patches: 5)
        #expect(try bytes(devices, "devices") > 90 * bytes(small, "devices"))
        #expect(try bytes(devices, "inventories") > 90 * bytes(small, "inventories"))
        #expect(try bytes(devices, "packages") == bytes(small, "packages"))
        #expect(try bytes(devices, "catalogue") == bytes(small, "catalogue"))
        #expect(try bytes(devices, "verdicts") == bytes(small, "verdicts"))

        let packages = try memory(devices: 10, packages: 400, patches: 5)
        #expect(try bytes(packages, "packages") > 15 * bytes(small, "packages"))
        #expect(try bytes(packages, "catalogue") == bytes(small, "catalogue"))
        // Devices that share an inventory are a few bytes in each row, whatever their number.
        #expect(try bytes(devices, "postings") < 20 * bytes(small, "postings"))

        let patches = try memory(devices: 10, packages: 20, patches: 200)
        #expect(try bytes(patches, "catalogue") > 30 * bytes(small, "catalogue"))
        #expect(try bytes(patches, "packages") == bytes(small, "packages"))
    }

    @Test("the same fleet has the same figures")
    func equal() throws {
        let first = try memory(devices: 7, packages: 9, patches: 3)
        #expect(try first == memory(devices: 7, packages: 9, patches: 3))
        #expect(try first != memory(devices: 8, packages: 9, patches: 3))
    }
}
