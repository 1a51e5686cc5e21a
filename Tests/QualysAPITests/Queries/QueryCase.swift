// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Web

/// A query, and what it means for an exported row, said without the filter engine.
struct QueryCase: Sendable, CustomStringConvertible {
    /// Patches of both platforms, or assets.
    enum List: Sendable { case patches, assets }

    let list: List
    let query: String
    let accepts: @Sendable (JSONValue) -> Bool

    init(_ list: List, _ query: String, _ accepts: @escaping @Sendable (JSONValue) -> Bool) {
        self.list = list
        self.query = query
        self.accepts = accepts
    }

    var description: String { query }
}

extension JSONValue {
    /// The text of a member; empty where it is null or missing.
    func cell(_ key: String) -> String { value(key)?.text ?? "" }

    /// The number of a member; 0 where it is null or missing.
    func count(_ key: String) -> Int64 { value(key)?.int64 ?? 0 }

    /// Whether a member is `true`.
    func isTrue(_ key: String) -> Bool { value(key) == .boolean(true) }

    /// Whether a member is `false`; null is not.
    func isFalse(_ key: String) -> Bool { value(key) == .boolean(false) }

    /// The texts of a list.
    func texts(_ key: String) -> [String] { value(key)?.elements?.compactMap(\.text) ?? [] }

    /// Whether a text has a word that begins like this.
    func hasWord(_ key: String, _ beginning: String) -> Bool {
        let text = cell(key).lowercased()
        return text.split { !$0.isLetter && !$0.isNumber }.contains { $0.hasPrefix(beginning) }
    }

    /// The addresses of an asset.
    var addresses: [String] {
        value("interfaces")?.elements?.flatMap { [$0.cell("address"), $0.cell("ipv6Address")] }
            ?? []
    }

    /// The point in time of a member, as so many days before the world's present.
    func daysAgo(_ key: String) -> Double? {
        value(key)?.int64.map {
            Double(SteppingClock.start.milliseconds - $0) / 86_400_000
        }
    }
}

extension QueryCase {
    private static let isMissing: @Sendable (JSONValue) -> Bool = { $0.count("missingCount") > 0 }
    private static let isInstalled: @Sendable (JSONValue) -> Bool = {
        $0.count("installedCount") > 0
    }
    private static let isSevere: @Sendable (JSONValue) -> Bool = {
        ["Critical", "Important"].contains($0.cell("vendorSeverity"))
    }
    private static let isWindows: @Sendable (JSONValue) -> Bool = { $0.cell("kb") != "" }

    /// The vendor's own two: the first without its `havingQuery`, which a test of its own has.
    static let documented: [QueryCase] = [
        QueryCase(
            .patches,
            "isSecurity: true and (patchStatus:[Missing, Installed] and isSuperseded: false)"
        ) {
            $0.isTrue("isSecurity") && (isMissing($0) || isInstalled($0))
                && $0.isFalse("isSuperseded")
        },
        QueryCase(.patches, "(patchStatus:[Missing,Installed] and isSuperseded:false)") {
            (isMissing($0) || isInstalled($0)) && $0.isFalse("isSuperseded")
        },
    ]

    static let ofPatches: [QueryCase] = [
        QueryCase(.patches, "vendorSeverity:Critical") { $0.cell("vendorSeverity") == "Critical" },
        QueryCase(.patches, "patch.vendorSeverity:[`Critical`,`Important`]", isSevere),
        QueryCase(.patches, "vendorSeverity >= Important", isSevere),
        QueryCase(.patches, "not vendorSeverity:'None'") { $0.cell("vendorSeverity") != "None" },
        QueryCase(.patches, "patchStatus:Missing", isMissing),
        QueryCase(.patches, "NOT patch.patchStatus: Missing") { !isMissing($0) },
        QueryCase(.patches, "patchStatus:Missing and patchStatus:Installed") {
            isMissing($0) && isInstalled($0)
        },
        QueryCase(.patches, "isSuperseded:true") { $0.isTrue("isSuperseded") },
        QueryCase(.patches, "not isSuperseded:true") { !$0.isTrue("isSuperseded") },
        QueryCase(.patches, "isSecurity:false") { $0.isFalse("isSecurity") },
        QueryCase(.patches, "category:\"Non-Security Patches\"") {
            $0.cell("category") == "Non-Security Patches"
        },
        QueryCase(.patches, "kb:KB5041007") { $0.cell("kb") == "KB5041007" },
        QueryCase(.patches, "patch.kb: KB504100*") { $0.cell("kb").hasPrefix("KB504100") },
        QueryCase(.patches, "bulletin:MS26-110") { $0.cell("bulletin") == "MS26-110" },
        QueryCase(.patches, "appFamily:Windows") { $0.texts("appFamily").contains("Windows") },
        QueryCase(.patches, "appFamily:[`fruit1`, `fruit2`, `fruit30`]") {
            !Set(["fruit1", "fruit2", "fruit30"]).isDisjoint(with: $0.texts("appFamily"))
        },
        QueryCase(.patches, "cve: CVE-2025-20003") { $0.texts("cve").contains("CVE-2025-20003") },
        QueryCase(.patches, "cve: null") { $0.texts("cve").isEmpty },
        QueryCase(.patches, "qid: 20250020003") { $0.texts("qid").contains("20250020003") },
        QueryCase(.patches, "title:\"denial of service\"") {
            $0.cell("title").contains("denial of service")
        },
        QueryCase(.patches, "title: memory or title: denial") {
            $0.hasWord("title", "memory") || $0.hasWord("title", "denial")
        },
        QueryCase(.patches, "vendor: Microsoft") { $0.cell("vendor") == "Microsoft" },
        QueryCase(.patches, "rebootRequired:true and missingCount > 100") {
            $0.isTrue("rebootRequired") && $0.count("missingCount") > 100
        },
        QueryCase(.patches, "missingCount:[50 .. 150]") {
            (50...150).contains($0.count("missingCount"))
        },
        QueryCase(.patches, "installedCount > 80 and not rebootRequired: false") {
            $0.count("installedCount") > 80 && !$0.isFalse("rebootRequired")
        },
        QueryCase(.patches, "publishedDate >= now-90d") {
            ($0.daysAgo("publishedDate") ?? .infinity) <= 90
        },
        QueryCase(
            .patches,
            "publishedDate:[2025-06-01 .. 2025-08-31] and vendorSeverity:Moderate"
        ) { row in
            let first: Int64 = 1_748_736_000_000
            let end: Int64 = 1_756_684_800_000
            return (first..<end).contains(row.count("publishedDate"))
                && row.cell("vendorSeverity") == "Moderate"
        },
        QueryCase(
            .patches,
            "(vendorSeverity:Low or rebootRequired:true) and not (kb:* or missingCount < 10)"
        ) {
            ($0.cell("vendorSeverity") == "Low" || $0.isTrue("rebootRequired"))
                && !(isWindows($0) || $0.count("missingCount") < 10)
        },
    ]

    static let ofAssets: [QueryCase] = [
        QueryCase(.assets, "name: web") { $0.hasWord("name", "web") },
        QueryCase(.assets, "asset.name: `db-1003`") { $0.cell("name") == "db-1003" },
        QueryCase(.assets, "name:\"*-10*\"") { $0.cell("name").contains("-10") },
        QueryCase(.assets, "operatingSystem: \"Windows Server\"") {
            $0.cell("operatingSystem").contains("Windows Server")
        },
        QueryCase(.assets, "platform: Linux and architecture: aarch64") {
            $0.cell("platform") == "Linux" && $0.cell("architecture") == "aarch64"
        },
        QueryCase(.assets, "interfaces.address: 10.3.*") {
            $0.addresses.contains { $0.hasPrefix("10.3.") }
        },
        QueryCase(.assets, "missingPatchCount > 12") { $0.count("missingCount") > 12 },
        QueryCase(.assets, "installedPatchCount:[3 .. 6] and not name: desk") {
            (3...6).contains($0.count("installedCount")) && !$0.hasWord("name", "desk")
        },
        QueryCase(.assets, "lastLoggedOnUser: [gala, fuji]") {
            ["gala", "fuji"].contains($0.cell("lastLoggedOnUser"))
        },
        QueryCase(.assets, "agentVersion: \"0.2.0\"") { $0.cell("agentVersion") == "0.2.0" },
        QueryCase(.assets, "status: Scanned and missingPatchCount = 0") {
            $0.cell("scanStatus") == "Scanned" && $0.count("missingCount") == 0
        },
        QueryCase(.assets, "(name: cache OR name: edge) AND NOT operatingSystem: Debian") {
            ($0.hasWord("name", "cache") || $0.hasWord("name", "edge"))
                && !$0.hasWord("operatingSystem", "debian")
        },
    ]
}
