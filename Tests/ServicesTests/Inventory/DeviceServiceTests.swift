// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct DeviceServiceTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
    }

    @Test("devices are added, and replaced by their names")
    func imports() async throws {
        let devices = server.services.devices
        let first = try await devices.importDevices(
            ImportedFleet([
                "web-1": Feeds.inventory(["a": "1.0"]),
                "web-2": Feeds.inventory(["a": "1.0"]),
            ]),
            by: server.operatorPrincipal
        )
        #expect(first.added == 2 && first.updated == 0)
        let second = try await devices.importDevices(
            ImportedFleet([
                "web-2": Feeds.inventory(["a": "1.1"]),
                "web-3": Feeds.inventory([:]),
            ]),
            by: server.operatorPrincipal
        )
        #expect(second.added == 1 && second.updated == 1)
        let view = try server.view()
        let rows = view.devices().map { device in
            let states = view.snapshot.findings(device).map(\.state.rawValue)
            return "\(device.device.number) \(device.device.name) \(states.joined())"
        }
        #expect(rows == ["1 web-1 missing", "2 web-2 installed", "3 web-3 "])
        #expect(view.devices().allSatisfy { $0.device.agentKey == nil })
        #expect(
            try await server.auditLines().suffix(2) == [
                "local:ada device.import 2 added, 0 updated",
                "local:ada device.import 1 added, 1 updated",
            ]
        )
    }

    @Test("a device with an agent is not replaced, and then nothing of the file is")
    func keepsAgents() async throws {
        let agent = try await server.enroll("web-1", having: ["a": "1.1"])
        await #expect(throws: DomainError(.deviceNameTaken)) {
            try await server.services.devices.importDevices(
                ImportedFleet([
                    "web-0": Feeds.inventory(["a": "1.0"]),
                    "web-1": Feeds.inventory(["a": "1.0"]),
                ]),
                by: server.operatorPrincipal
            )
        }
        #expect(try server.findings(agent) == ["a installed"])
        #expect(try server.view().devices().map(\.device.name) == ["web-1"])
    }

    @Test("an imported device that enrols becomes a device with an agent")
    func enrolsImported() async throws {
        _ = try await server.services.devices.importDevices(
            ImportedFleet(["web-1": Feeds.inventory(["a": "1.0"])]),
            by: server.operatorPrincipal
        )
        let agent = try await server.enroll("web-1")
        #expect(try server.findings(agent) == ["a missing"])
        #expect(try server.view().devices().count == 1)
    }

    @Test("a caller whose place has no such site, and no customer to make one in, is refused")
    func refusesForeignSites() async throws {
        _ = try await server.enroll("web-1", site: "Branch")
        let branch = try await server.principal(ofSite: "Branch")
        await #expect(throws: DomainError(.siteNotFound)) {
            try await server.services.devices.makeEnrolmentToken(
                site: "Local Office",
                group: nil,
                by: branch
            )
        }
        _ = try await server.services.devices.makeEnrolmentToken(
            site: "Branch",
            group: nil,
            by: branch
        )
    }
}
