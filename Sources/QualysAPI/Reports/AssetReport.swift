// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Services

/// The report on assets: a row for each.
///
/// The ids of the patches of an asset are not among its columns: they would make most of a report
/// on a large fleet, and the list of assets has them.
enum AssetReport {
    /// The columns: members of the lists of assets, under the same names, with lists as texts.
    static let columns: [ReportColumn<AssetFacts>] = machine + state

    private static let machine: [ReportColumn<AssetFacts>] = [
        .text("id", "Asset ID") { $0.device.id.description },
        .text("name", "Name") { $0.device.name },
        .text("operatingSystem", "Operating System") { $0.device.operatingSystem },
        .text("version", "Version") { $0.version },
        .text("osIdentifier", "OS Identifier") { $0.osIdentifier },
        .text("platform", "Platform") { $0.platform },
        .text("architecture", "Architecture") { $0.device.facts.machine },
        .text("hardwareModel", "Hardware Model") { $0.hardware.model },
        .text("hardwareManufacturer", "Hardware Manufacturer") { $0.hardware.manufacturer },
        .texts("interfaces", "IP Addresses") { $0.device.facts.ipAddresses },
        .texts("macAddress", "MAC Addresses") { $0.device.facts.macAddresses },
        .texts("tags", "Tags") { $0.indexed.tags($0.view.snapshot.groups).map(\.name) },
        .text("lastLoggedOnUser", "Last Logged-on User") { $0.device.lastLoggedOnUser },
        .text("agentVersion", "Agent Version") { $0.device.facts.agentVersion },
        .texts("activatedModules", "Activated Modules") { $0.modules },
    ]

    private static let state: [ReportColumn<AssetFacts>] = [
        .text("assetStatus", "Asset Status") { $0.status.word.rawValue },
        .number("statusCode", "Status Code") { $0.status.code },
        .time("statusDateTime", "Status Since") { $0.status.since },
        .text("scanStatus", "Scan Status") { $0.scanStatus.rawValue },
        .time("scanDateTime", "Scanned") { $0.device.scannedAt },
        .count("missingCount", "Missing Patches") { $0.counts.missing },
        .count("nonSupersededMissingPatchCount", "Missing Patches, Not Superseded") {
            $0.counts.currentMissing
        },
        .count("installedCount", "Installed Patches") { $0.counts.installed },
    ]
}
