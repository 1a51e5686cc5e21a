// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query
import Web

/// What came of one action of a mitigation job on one asset, for one vulnerability.
///
/// A script that works against several of the job's vulnerabilities has a row for each.
struct ActionRow: Sendable {
    /// Where an action stands in its job.
    enum Place: Sendable {
        /// Before the mitigations.
        case before
        /// A mitigation.
        case work
        /// After the mitigations.
        case after
    }

    /// The asset in the run.
    let execution: Execution
    /// The action as the asset was told it.
    let action: OrderAction
    /// Where it stands.
    let place: Place
    /// The vulnerability; `nil` for what a job runs before and after.
    let cve: String?
    /// What the catalogue says of the mitigation now; `nil` for other actions, and where it is gone.
    let mitigation: Mitigation.Content?
    /// What the asset reported; `nil` where it said nothing of the action.
    let result: ActionResult?

    /// The rows of an execution in the order of the work.
    static func rows(
        of execution: Execution,
        _ plan: DeploymentPlan,
        mitigations: [Mitigation]
    ) -> [ActionRow] {
        let results = Dictionary(
            (execution.report?.actions ?? []).map { ($0.action, $0) },
            uniquingKeysWith: { _, last in last }
        )
        let known = Dictionary(
            mitigations.map { ($0.id.uuid, $0.content) },
            uniquingKeysWith: { first, _ in first }
        )
        let actions =
            plan.policy.before.map { ($0, Place.before) } + plan.actions.map { ($0, .work) }
            + plan.policy.after.map { ($0, .after) }
        return actions.flatMap { action, place in
            let cves = place == .work ? MitigationLabel(action.name)?.cves ?? [] : []
            return (cves.isEmpty ? [nil] : cves.map(Optional.some)).map { cve in
                ActionRow(
                    execution: execution,
                    action: action,
                    place: place,
                    cve: cve,
                    mitigation: known[action.id],
                    result: results[action.id]
                )
            }
        }
    }

    /// What came of it.
    var outcome: MitigationOutcome { MitigationOutcome(result) }

    /// `actionStatus`.
    var status: ActionWord { ActionWord(result) }

    /// The number of the vulnerability.
    var qid: Int64? { cve.flatMap { VulnerabilityNumber.number(ofCVE: $0) } }

    /// What the action is called, without what it is for.
    var item: String { MitigationLabel(action.name)?.name ?? action.name }

    /// `action`.
    var verb: String { place == .work ? "Apply Mitigation" : JobAction.runScript }

    /// `actionType`: what the vendor calls a mitigation, too.
    var type: String { place == .after ? "Post-action" : "Pre-action" }

    /// The identity of the row.
    private var id: ID<ActionRow> {
        ID(derivedFrom: "qualys action result \(execution.id) \(action.id) \(cve ?? "")")
    }

    /// What the asset said, and what it means; for an action that was not tried, why.
    private var message: String? {
        guard let result else { return execution.reason }
        let output = result.output.isEmpty ? "" : "\n\(result.output)"
        return result.verdict + output
    }
}

extension ActionRow {
    /// Writes the row.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id.description)
            json.field("actionType", type)
            json.field("action", verb)
            json.object("params") { writeParameters(to: &$0) }
            json.field("actionStatus", status.rawValue)
            json.field("returnCode", outcome.returnCode)
            json.field("returnMessage", message)
            json.field("startDateTime", result.map(\.startedAt))
            json.field("endDateTime", result.map(\.finishedAt))
        }
    }

    private func writeParameters(to json: inout JSONWriter) {
        json.field("actionItem", item)
        json.null("hostVulnId")
        json.field("mitigationCategory", mitigation?.category)
        json.field("mitigationTitle", mitigation?.title)
        json.field("mitigationType", mitigation.map(\.effect.vendorName))
        json.field("qid", qid)
        json.null("qidDetectionId")
        json.field("qidTitle", cve)
        json.field("timeout", action.script.timeoutSeconds)
        json.null("qds")
    }

    /// The shape of a row.
    static let schema = Schema.object([
        "id": .string, "actionType": .values(["Pre-action", "Post-action"]),
        "action": .values(["Apply Mitigation", JobAction.runScript]),
        "params": .object([
            "actionItem": .string, "hostVulnId": .nullable(.string),
            "mitigationCategory": .nullable(.string), "mitigationTitle": .nullable(.string),
            "mitigationType": .nullable(.string), "qid": .nullable(.integer),
            "qidDetectionId": .nullable(.string), "qidTitle": .nullable(.string),
            "timeout": .integer, "qds": .nullable(.integer),
        ]),
        "actionStatus": .values(ActionWord.allCases.map(\.rawValue)),
        "returnCode": .integer, "returnMessage": .nullable(.string),
        "startDateTime": .nullable(.integer), "endDateTime": .nullable(.integer),
    ])
}
