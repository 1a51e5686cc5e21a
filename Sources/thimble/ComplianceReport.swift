// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Server
import Services

/// What the commands about one compliance have in common.
struct ComplianceOptions: ParsableArguments {
    @OptionGroup var folder: DataOption

    @Argument(help: "The compliance's name, number or identity.")
    var compliance: String

    @Flag(help: "Print lines of JSON.")
    var json = false

    /// Opens the folder and finds the compliance.
    func open(needsIndex: Bool) async throws -> (access: LocalAccess, found: Compliance) {
        let access = try await folder.open(needsIndex: needsIndex)
        let service = access.services.compliances
        return (access, try await service.compliance(named: compliance, by: access.principal))
    }
}

/// A run with the names of what it is about.
struct ComplianceReport {
    private let run: ComplianceRun
    private let lines: [Line]

    init(_ run: ComplianceRun, _ access: LocalAccess) async throws {
        self.run = run
        let snapshot = try access.services.assessment.view(by: access.principal).snapshot
        let baselines = try await access.services.baselines.list(by: access.principal)
        lines = run.results.map { result in
            Line(
                baseline: baselines.first { $0.id == result.baseline }?.name
                    ?? result.baseline.description,
                device: snapshot.devices[result.device]?.device.name
                    ?? result.device.description,
                state: "\(result.state)",
                compliant: result.compliant,
                missing: result.missing.count,
                unknown: result.unknown,
                reason: result.reason?.rawValue,
                patches: result.missing.map { id in
                    snapshot.catalogue.patch(id)?.name ?? id.description
                }
            )
        }
    }

    /// Writes a line of JSON per result, or a table.
    func print(json: Bool) throws {
        if json {
            for line in lines { try Output.json(line) }
            return
        }
        let totals = run.totals
        Swift.print(
            "\(run.at.iso): \(totals.compliant) devices compliant, \(totals.missing) lack "
                + "patches, \(totals.unknown) unknown"
        )
        let table = TextTable(
            head: ["Baseline", "Device", "State", "Has", "Lacks", "Unknown", "Patches"],
            rows: lines.map(\.cells),
            rightAligned: [3, 4, 5]
        )
        Swift.print(table.text)
    }

    /// One baseline on one device.
    private struct Line: Encodable {
        let baseline: String
        let device: String
        let state: String
        let compliant: Int
        let missing: Int
        let unknown: Int
        let reason: String?
        let patches: [String]

        var cells: [String] {
            [
                baseline, device, reason ?? state, String(compliant), String(missing),
                String(unknown), patches.joined(separator: ", "),
            ]
        }
    }
}

/// A compliance for machines, with its newest run.
struct ComplianceLine: Encodable {
    let id: String
    let number: Int64
    let name: String
    let platform: String
    let baselines: [String]
    let devices: [String]
    let groups: [String]
    let ranAt: String?
    let compliant: Int?
    let missing: Int?
    let unknown: Int?

    init(_ compliance: Compliance, _ run: ComplianceRunSummary?) {
        id = compliance.id.description
        number = compliance.number
        name = compliance.name
        platform = compliance.platform.rawValue
        baselines = compliance.baselines.sorted().map(\.description)
        devices = compliance.devices.sorted().map(\.description)
        groups = compliance.groups.sorted().map(\.description)
        ranAt = run?.at.iso
        compliant = run?.totals.compliant
        missing = run?.totals.missing
        unknown = run?.totals.unknown
    }

    /// The row of a table.
    var cells: [String] {
        let counts = [compliant, missing, unknown].map { $0.map { String($0) } ?? "-" }
        return [String(number), name, platform] + counts + [ranAt ?? "-"]
    }

    /// Writes it for machines, or in few words for people.
    func print(json: Bool) throws {
        if json { return try Output.json(self) }
        Swift.print(
            "compliance \(number) \(PlainText.line(name)): \(baselines.count) baselines, "
                + "\(devices.count) devices, \(groups.count) groups"
        )
    }
}
