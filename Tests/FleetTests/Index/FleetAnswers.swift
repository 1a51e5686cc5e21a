// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query

/// Everything that an index answers, as lines that do not depend on its slots and numbers.
struct FleetAnswers {
    private let lines: [String]

    init(_ snapshot: FleetSnapshot) {
        var lines: [String] = []
        for device in snapshot.devices(in: Snapshots.root) {
            let name = device.device.name
            let unknown = snapshot.unknown(device, now: Snapshots.now)?.rawValue ?? "known"
            lines.append("\(name) \(unknown) \(snapshot.health(device, now: Snapshots.now))")
            lines.append("\(name) \(snapshot.patchCounts(of: device))")
            lines += snapshot.findings(device).map { "\(name) \(Self.line($0))" }
        }
        for patch in snapshot.catalogue.ordered {
            let name = "\(patch.stream) \(patch.name)"
            for path in [Snapshots.root, Snapshots.here, Snapshots.there] {
                guard let tally = snapshot.tallies(in: path)[patch.id] else { continue }
                lines.append("\(name) at \(path): \(tally)")
            }
            let lacking = snapshot.devices(lacking: [patch.id]).slots.compactMap {
                snapshot.devices[slot: $0]?.device.name
            }
            lines.append("\(name) is lacking on \(lacking.sorted().joined(separator: " "))")
        }
        let byName = [FieldOrder(DeviceField.name), FieldOrder(.name, isDescending: true)]
        for order in byName {
            let page = snapshot.page(
                of: snapshot.members(of: Snapshots.root),
                by: [order],
                from: .offset(0),
                limit: .max,
                now: Snapshots.now
            )
            lines.append("by \(order): \(page.map(\.device.number))")
        }
        self.lines = lines
    }

    /// The lines that only one of two has.
    func differences(from other: FleetAnswers) -> [String] {
        lines.difference(from: other.lines).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
    }

    /// A finding with all that it says.
    static func line(_ finding: Finding) -> String {
        let packages = finding.packages.map { package in
            "\(package.name):\(package.architecture ?? "-") \(package.installed)/\(package.fixed)"
                + (package.isOlder ? " older" : "") + (package.isHeld ? " held" : "")
                + (package.isUnconfigured ? " unconfigured" : "")
        }
        let successor = finding.supersededBy.map { " < \($0)" } ?? ""
        return "\(finding.patch.stream) \(finding.patch.name) \(finding.state) "
            + "\(finding.reason)\(successor) \(packages)"
    }
}
