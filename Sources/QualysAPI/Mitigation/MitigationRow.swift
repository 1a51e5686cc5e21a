// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

/// A vulnerability with the mitigations that concern it.
struct MitigationRow: Sendable {
    /// Its number.
    let qid: Int64
    /// Its name.
    let cve: String
    /// The mitigations, by name; at least one.
    let mitigations: [Mitigation]

    /// The rows of some mitigations, by number.
    static func rows(of mitigations: [Mitigation]) -> [MitigationRow] {
        var found: [String: [Mitigation]] = [:]
        for mitigation in mitigations {
            for cve in mitigation.content.cves { found[cve, default: []].append(mitigation) }
        }
        return found.compactMap { cve, mitigations in
            VulnerabilityNumber.number(ofCVE: cve).map {
                MitigationRow(qid: $0, cve: cve, mitigations: mitigations)
            }
        }.sorted { $0.qid < $1.qid }
    }

    /// Writes the row: the mitigations by platform, then by the name of the vulnerability.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("qid", qid)
            json.object("vulnMitigation") { json in
                for platform in Mitigation.Platform.allCases {
                    let fitting = mitigations.filter { $0.content.platform == platform }
                    if fitting.isEmpty { continue }
                    json.key(dynamic: Platforms.name(of: Platform(platform)))
                    json.object { json in
                        json.object("scriptBased") { json in
                            json.key(dynamic: cve)
                            json.array { json in
                                for mitigation in fitting { mitigation.write(to: &json) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The shape of a row.
    static let schema = Schema.object([
        "qid": .integer,
        "vulnMitigation": .map(
            of: .object(["scriptBased": .map(of: .array(of: Mitigation.schema))])
        ),
    ])
}

extension Mitigation {
    /// Writes what is said of the mitigation; the scripts themselves are for operators alone.
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("mitigationId", id.description)
            json.field("mitigationType", content.effect.vendorName)
            json.field("mitigationCategory", content.category)
            json.field("mitigationTitle", content.title)
            json.field("description", content.summary)
            json.field("impactFactor", content.impact)
            json.field("rebootRequired", content.needsReboot)
            json.field("rollbackAvailable", content.undo != nil)
        }
    }

    /// The shape of what is said of a mitigation.
    fileprivate static let schema = Schema.object([
        "mitigationId": .string, "mitigationType": .values(["Fix", "Mitigate"]),
        "mitigationCategory": .string, "mitigationTitle": .string, "description": .string,
        "impactFactor": .string, "rebootRequired": .boolean, "rollbackAvailable": .boolean,
    ])
}

extension Mitigation.Effect {
    /// The vendor's word.
    var vendorName: String {
        switch self {
        case .fix: "Fix"
        case .mitigate: "Mitigate"
        }
    }
}
