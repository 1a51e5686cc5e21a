// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
package import Fleet
package import Services

/// The screen of `thimble overview`.
package struct OverviewText: Sendable {
    private static let pressingMax = 10

    private let view: FleetView
    private let devices: [IndexedDevice]

    /// Makes the screen for some devices of one state of the fleet.
    package init(_ view: FleetView, devices: [IndexedDevice]) {
        self.view = view
        self.devices = devices
    }

    /// The screen.
    package var text: String {
        guard !devices.isEmpty else { return "There are no devices yet." }
        let blocks =
            devices.count == 1
            ? devices.flatMap { [title($0), missing([$0]), pressing([$0]), state($0)] }
            : [fleet, missing(devices), pressing(devices)]
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func title(_ device: IndexedDevice) -> String {
        let facts = device.device.facts
        let system =
            facts.operatingSystem ?? device.device.stream?.rawValue ?? "unknown system"
        let scanned = device.device.scannedAt.map { "scanned \(ISOTime.text($0))" }
        return PlainText.line("\(device.device.name): \(system), \(scanned ?? "never scanned")")
    }

    private var fleet: String {
        let counts = Dictionary(grouping: devices) { view.snapshot.health($0, now: view.now) }
        let rows = Health.allCases.reversed().compactMap { health in
            counts[health].map { ["\(health.words)", String($0.count)] }
        }
        return TextTable(head: ["devices", "\(devices.count)"], rows: rows, rightAligned: [1]).text
    }

    /// What is missing, by classification and origin.
    private func missing(_ devices: [IndexedDevice]) -> String {
        var counts: [[String]: (patches: Set<Patch.Identity>, packages: Int)] = [:]
        for device in devices {
            for finding in view.snapshot.lacking(device) {
                let key = [
                    finding.patch.classification.words, finding.patch.severity.words,
                    Self.origin(finding.patch),
                ]
                counts[key, default: ([], 0)].patches.insert(finding.patch.id)
                counts[key, default: ([], 0)].packages += finding.packages.count(where: \.isOpen)
            }
        }
        guard !counts.isEmpty else {
            let isUnknown = devices.contains {
                view.snapshot.health($0, now: view.now) == .unknown
            }
            return isUnknown ? "" : "Nothing is missing."
        }
        let rows = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            $0.key + [String($0.value.patches.count), String($0.value.packages)]
        }
        let patches = counts.values.reduce(0) { $0 + $1.patches.count }
        let packages = counts.values.reduce(0) { $0 + $1.packages }
        return TextTable(
            head: ["missing", "severity", "origin", "patches", "packages"],
            rows: rows + [["all", "", "", String(patches), String(packages)]],
            rightAligned: [3, 4]
        ).text
    }

    /// The patches that one would install first.
    private func pressing(_ devices: [IndexedDevice]) -> String {
        var found: [Patch.Identity: Pressing] = [:]
        for device in devices {
            let findings = view.snapshot.findings(device)
            for finding in view.snapshot.lacking(device) {
                let closed = findings.filter {
                    $0.supersededBy == finding.patch.id || $0.patch.id == finding.patch.id
                }
                found[finding.patch.id, default: Pressing(finding)].add(closed)
            }
        }
        guard !found.isEmpty else { return "" }
        let rows = found.values.sorted(by: >).prefix(Self.pressingMax).map(\.row)
        let head = ["most pressing", "installed", "fixed", "state", "devices", "closes"]
        let count = min(found.count, Self.pressingMax)
        return TextTable(head: head, rows: Array(rows), rightAligned: [4]).text
            + (found.count > count ? "\n… and \(found.count - count) more" : "")
    }

    private func state(_ device: IndexedDevice) -> String {
        var lines: [String] = []
        if let reason = view.snapshot.unknown(device, now: view.now) {
            lines.append("unknown: \(reason.rawValue)")
        }
        switch device.device.facts.reboot {
        case .notNeeded: lines.append("reboot: not needed")
        case .needed(let reasons):
            lines.append(PlainText.line("reboot: needed, \(reasons.joined(separator: "; "))"))
        case .unknown: lines.append("reboot: the agent cannot tell")
        }
        let health = view.snapshot.health(device, now: view.now)
        lines.append("health: \(health.words)")
        return lines.joined(separator: "\n")
    }

    private static func origin(_ patch: Patch) -> String {
        guard let origin = patch.origins.first(where: \.isSecurity) ?? patch.origins.first else {
            return "\(patch.stream), advisory only"
        }
        let owner = origin.label.isEmpty ? origin.origin : origin.label
        return "\(owner) \(origin.codename)"
    }
}
