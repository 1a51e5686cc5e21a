// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Fleet
import NIOCore
package import Services
import Web

/// The lines of `thimble findings`: one per device, patch and advisory.
package struct FindingLines: Sendable {
    private let view: FleetView
    private let states: Set<Finding.State>
    private let firstSeenBy: Timestamp?

    /// Makes the lines of one state of the fleet.
    ///
    /// Findings in `states` are shown; all of them where it is empty. With `firstSeenBy` only those
    /// are that were first seen then or before, and none of which that is not known.
    package init(
        _ view: FleetView,
        states: Set<Finding.State> = [],
        firstSeenBy: Timestamp? = nil
    ) {
        self.view = view
        self.states = states
        self.firstSeenBy = firstSeenBy
    }

    /// Why nothing is known of a device, where that is to be shown.
    private func unknown(_ device: IndexedDevice) -> Finding.Reason? {
        guard firstSeenBy == nil, isShown(.unknown) else { return nil }
        return view.snapshot.unknown(device, now: view.now)
    }

    /// The findings of a device that are to be shown, each with its date where it has one.
    private func findings(_ device: IndexedDevice) -> [(finding: Finding, firstSeen: Timestamp?)] {
        view.snapshot.findings(device).compactMap { finding in
            guard isShown(finding.state) else { return nil }
            let firstSeen = view.snapshot.firstSeen(finding, on: device)
            if let firstSeenBy {
                guard let firstSeen, firstSeen <= firstSeenBy else { return nil }
            }
            return (finding, firstSeen)
        }
    }

    private func isShown(_ state: Finding.State) -> Bool {
        states.isEmpty || states.contains(state)
    }

    /// The JSON lines of one device, each with its line feed.
    ///
    /// A device of which nothing is known gives one line with the state `unknown` and no patch. An
    /// inventory that is too old gives its findings all the same, after such a line.
    package func json(_ device: IndexedDevice) -> [UInt8] {
        var bytes: [UInt8] = []
        if let reason = unknown(device) {
            bytes += line { json in
                json.field("device", device.device.name)
                json.field("stream", device.device.stream?.rawValue)
                json.null("patch")
                json.field("state", Finding.State.unknown.rawValue)
                json.field("reason", reason.rawValue)
            }
        }
        for (finding, firstSeen) in findings(device) {
            let advisories = finding.patch.advisories.map { Optional($0.name) }
            for advisory in advisories.isEmpty ? [nil] : advisories {
                for package in Self.decisive(finding) {
                    bytes += line { json in
                        Self.write(finding, package, advisory, device, to: &json)
                        json.field("first_seen", firstSeen.map(ISOTime.text))
                    }
                }
            }
        }
        return bytes
    }

    /// The rows of one device for people.
    package func text(_ device: IndexedDevice) -> [UInt8] {
        var lines: [String] = []
        if let reason = unknown(device) {
            lines.append("\(device.device.name)  unknown: \(reason.rawValue)")
        }
        for (finding, _) in findings(device) {
            let decisive = Self.decisive(finding)[0]
            lines.append(
                [
                    device.device.name, finding.state.rawValue, finding.patch.source,
                    "\(decisive?.installed ?? "-") -> \(decisive?.fixed ?? "-")",
                    finding.patch.advisories.map(\.name).joined(separator: " "),
                    finding.supersededBy == nil ? "" : "(superseded)",
                ].filter { !$0.isEmpty }.joined(separator: "  ")
            )
        }
        return Array(lines.map { PlainText.line($0) + "\n" }.joined().utf8)
    }

    /// The packages that have a line: of a source package's patch the one that decided, since all
    /// of them have one fix; of an advisory's patch each that is open, since each has its own.
    private static func decisive(_ finding: Finding) -> [PackageComparison?] {
        let open = finding.packages.filter(\.isOpen)
        guard let first = open.first ?? finding.packages.first else { return [nil] }
        return finding.patch.version.isEmpty && !open.isEmpty ? open : [first]
    }

    private static func write(
        _ finding: Finding,
        _ decisive: PackageComparison?,
        _ advisory: String?,
        _ device: IndexedDevice,
        to json: inout JSONWriter
    ) {
        let isAdvisory = finding.patch.version.isEmpty
        json.field("device", device.device.name)
        json.field("stream", finding.patch.stream.rawValue)
        json.field("patch", finding.patch.id.description)
        json.field("patch_number", finding.patch.number)
        json.field("advisory", advisory)
        let isUpdate = finding.patch.stream.isOrderedBySupersedence
        let package = isAdvisory && !isUpdate ? decisive?.name : finding.patch.source
        json.field("package", package)
        json.field("installed", isUpdate ? decisive?.name : decisive?.installed)
        json.field(
            "fixed",
            isUpdate ? finding.patch.source : decisive?.fixed ?? finding.patch.version
        )
        json.field("state", finding.state.rawValue)
        json.field("reason", finding.reason.rawValue)
        json.field("current", finding.isCurrent)
        json.field("offered", finding.patch.isOffered)
        json.field("superseded_by", finding.supersededBy?.description)
        json.field("classification", finding.patch.classification.rawValue)
        json.field("severity", "\(finding.patch.severity)")
        json.field("exploited", finding.patch.urgency.isExploited)
        json.array("packages") { json in
            for package in finding.packages {
                json.object { json in
                    json.field("name", package.name)
                    json.field("architecture", package.architecture)
                    json.field("installed", package.installed)
                    json.field("fixed", package.fixed)
                    json.field("older", package.isOlder)
                    json.field("held", package.isHeld)
                }
            }
        }
    }

    private func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.object { body(&$0) }
        var buffer = writer.finish()
        buffer.writeInteger(UInt8(ascii: "\n"))
        return Array(buffer.readableBytesView)
    }
}
