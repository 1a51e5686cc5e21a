// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

/// What others ask of a job by name; everything else is in ``JobDocument/members``.
extension JobDocument {
    /// The name.
    var name: String { members.at("name").text ?? "" }
    /// What people wrote about it.
    var summary: String { members.at("description").text ?? "" }
    /// `Install`, `Rollback` or `Mitigate`.
    var type: String { members.at("type").text ?? "Install" }
    /// `nil` for a deployment whose schedule the vendor has no word for.
    var scheduleType: String? { members.text("scheduleType") }
    /// The only platform that counts; `nil` for all.
    var platform: Platform? { members.text("platform").map { Platforms.platform(named: $0) } }
    /// Whether it starts runs.
    var isEnabled: Bool { members.text("status") == "Enabled" }
    /// Whether it waits for something that happens to an asset.
    var isDefaultJob: Bool { members.flag("isDefaultJob") }
    /// Whether its schedule starts more than one run.
    var isRecurring: Bool { members.flag("recurring") }
    /// The UUIDs of the co-authors.
    var coauthors: [String] { members.texts("coAuthorUserIds") }
    /// What a mitigation is about.
    var qids: [Int64] { members.numbers("qids") }
    /// What the patches of a job are to remedy.
    var remediationQids: [Int64] { members.numbers("remediationQids") }

    /// Whether the server alone sets a member: what a client sends for it is ignored.
    static func isSetByServer(_ member: String, family: Family = .patch) -> Bool {
        JobTable.members(of: family).contains { $0.name == member && $0.source == .server }
    }

    /// What says which patches a job brings.
    enum PatchSource: Sendable, Equatable {
        /// Their list.
        case list
        /// A query.
        case query
        /// Another job.
        case job
        /// The vulnerabilities that they are to remedy.
        case vulnerabilities
    }

    /// What says which patches it brings; `nil` for nothing yet.
    ///
    /// Vulnerabilities beside a list, a query or a job are only the reason for them.
    var patchSource: PatchSource? {
        if members.usesQuery { return .query }
        if members.hasElements("approvedPatches") { return .list }
        if members.text("linkedJobId") != nil { return .job }
        return type == "Install" && !remediationQids.isEmpty ? .vulnerabilities : nil
    }
}

extension JSONObject {
    /// Whether a job's query of patches is in use.
    var usesQuery: Bool { flag("isDynamicPatchesQQL") && text("dynamicPatchesQQL") != nil }

    /// The query that a job's query of patches is joined with; `nil` for none.
    var additionalQuery: String? {
        number("additionalDynamicQQLType") == 0 ? nil : text("additionalDynamicPatchesQQL")
    }

    /// A length of time in minutes, from a number and its unit.
    func minutes(_ interval: String, _ unit: String) -> Int? {
        number(interval).map { count in
            switch text(unit) {
            case "DAYS": count * 1_440
            case "HOURS": count * 60
            default: count
            }
        }
    }
}
