// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import Web

/// Updates of Windows are ordered by their number: no repository is asked for them.
@Suite struct WindowsJobTests {
    @Test("a job brings an update of Windows, and the inventory proves it")
    func installs() async throws {
        let visit = try await Visit()
        let holly = try visit.id("holly")
        let march = Visit.id(WorldCatalogue.march)
        let created = try await visit.post(
            "/pm/v1/deploymentjob",
            """
            {"name": "march", "type": "Install", "scheduleType": "On-demand", \
            "status": "Enabled", "platform": "Windows", "approvedPatches": ["\(march)"], \
            "assetIds": ["\(holly)"]}
            """
        )
        #expect(created.status == 201, "\(created.text)")
        let job = try #require(try created.member("id")?.text)
        try await visit.carryOut(on: "holly")
        let summary = try await visit.get(
            "/pm/v1/deploymentjob/\(job)/deploymentjobresult/summary"
        )
        let row = try #require(try summary.member("assets")?.elements?.first, "\(summary.text)")
        #expect(row.value("status")?.text == "Completed", "\(summary.text)")
        let asset = try await visit.row("/pm/v1/assets", where: "name", is: "holly")
        #expect(asset.value("installedPatches")?.elements?.contains(.string(march)) == true)
    }
}
