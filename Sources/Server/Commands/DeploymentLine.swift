// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
import Services

/// A deployment for machines, and as a row for people.
package struct DeploymentLine: Encodable, Sendable {
    private let id: String
    private let number: Int64
    private let kind: Deployment.Kind
    private let name: String
    private let summary: String
    private let status: String
    private let schedule: String
    private let nextSlot: String?
    private let lastSlot: String?
    private let createdBy: String
    private let createdAt: String
    private let plan: DeploymentPlan

    /// Makes a line.
    package init(_ deployment: Deployment) {
        id = deployment.id.description
        number = deployment.number
        kind = deployment.kind
        name = deployment.name
        summary = deployment.summary
        status = deployment.status.rawValue
        schedule = deployment.plan.schedule.recurrence.words
        nextSlot = deployment.nextSlot.map(ISOTime.text)
        lastSlot = deployment.lastSlot.map(ISOTime.text)
        createdBy = deployment.createdBy
        createdAt = ISOTime.text(deployment.createdAt)
        plan = deployment.plan
    }

    /// The head of a table of deployments.
    package static let head = ["Number", "Name", "Kind", "Status", "Schedule", "Next", "Policy"]

    /// The row of that table.
    package var cells: [String] {
        [
            String(number), name, kind.rawValue, status, schedule, nextSlot ?? "-",
            plan.policy.name,
        ]
    }

    /// The deployment in a few lines.
    package var text: String {
        var lines = ["deployment \(number): \(PlainText.line(name)), \(kind.rawValue), \(status)"]
        if !summary.isEmpty { lines.append("  " + PlainText.line(summary)) }
        let zone =
            switch plan.schedule.zone {
            case .named(let name): name
            case .device: "the devices' own clocks"
            }
        let start = plan.schedule.start.map { " from \($0) (\(zone))" } ?? ""
        lines.append("  schedule  \(schedule)\(start)" + (nextSlot.map { ", next \($0)" } ?? ""))
        lines.append("  policy    " + PlainText.line(plan.policy.name))
        lines.append("  patches   \(patches)")
        if let program = plan.program {
            lines.append("  program   agent \(program.version) for \(program.machine)")
        }
        for action in plan.actions {
            lines.append("  script    \(PlainText.line(action.name))")
        }
        return lines.joined(separator: "\n")
    }

    private var patches: String {
        let need = plan.needsApproval ? "approved" : "approved or not"
        return switch plan.patches {
        case .none: "none"
        case .listed(let patches): "\(patches.count) named, \(need)"
        case .missing: "all that is missing, \(need)"
        case .linked(let source): "those of deployment \(source), \(need)"
        case .matching(let query, let limit):
            "\(PlainText.line(query))" + (limit.map { ", at most \($0)" } ?? "") + ", \(need)"
        }
    }
}
