// SPDX-License-Identifier: Apache-2.0
import Domain
import Query

/// What can be asked about the results of actions.
enum ActionField: String, Sendable, CaseIterable {
    case status, item, type, verb, qid, cve, category, returnCode
}

extension ActionField {
    /// The tokens: `actionStatus` is the vendor's, all others are the names of the members of a
    /// row.
    ///
    /// `params.` may stand before those that are in it.
    static let schema = FieldSchema<ActionField>(
        fields: [
            SchemaField(
                .status,
                "actionStatus",
                spellings: ["status"],
                type: .choice(
                    ActionWord.allCases.map { FieldChoice($0.rawValue, .text($0.rawValue)) }
                )
            ),
            SchemaField(
                .item,
                "actionItem",
                spellings: ["name"],
                type: .text,
                uses: [.search, .sort, .freeText]
            ),
            SchemaField(.type, "actionType", type: .text),
            SchemaField(.verb, "action", type: .text),
            SchemaField(.qid, "qid", spellings: ["qids"], type: .number),
            SchemaField(.cve, "cve", spellings: ["cveIds", "qidTitle"], type: .text),
            SchemaField(.category, "mitigationCategory", type: .text),
            SchemaField(.returnCode, "returnCode", type: .number),
        ],
        prefixes: ["params.", "action.", "job."]
    )
}

extension ActionRow {
    /// The row's values of a field.
    func values(of field: ActionField) -> [Value] {
        switch field {
        case .status: [.text(status.rawValue)]
        case .item: [.text(item)]
        case .type: [.text(type)]
        case .verb: [.text(verb)]
        case .qid: qid.map { [.number($0)] } ?? []
        case .cve: cve.map { [.text($0)] } ?? []
        case .category: (mitigation?.category).map { [.text($0)] } ?? []
        case .returnCode: [.number(Int64(outcome.returnCode))]
        }
    }
}
