// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

extension JobRules {
    /// Patches, a query and a linked job exclude each other, and only patches by identity can be
    /// taken back (Using QQL to Automate Patch Selection).
    ///
    /// A public SDK sends patches and a query together; then the query narrows the list.
    func checkPatches() throws(DomainError) {
        if let detections = members.text("assetDetectionsQQL") {
            try check(detections, of: "assetDetectionsQQL")
        }
        let sources = [
            ("approvedPatches", members.hasElements("approvedPatches")),
            ("dynamicPatchesQQL", members.usesQuery),
            ("linkedJobId", members.text("linkedJobId") != nil),
        ].filter(\.1).map(\.0)
        if family == .mitigation, let source = sources.first {
            throw JobRefusal.at(source, "must be empty: a mitigation has no patches")
        }
        let isRollback = members.text("type") == "Rollback"
        let isNarrowed = sources == ["approvedPatches", "dynamicPatchesQQL"] && !isRollback
        if let last = sources.last, sources.count > 1, !isNarrowed {
            throw JobRefusal.at(last, "must be empty where \(sources[0]) is not")
        }
        if isRollback, let source = sources.first, source != "approvedPatches" {
            throw JobRefusal.at(
                source,
                "must be empty for a Rollback, which takes approvedPatches back"
            )
        }
        if members.usesQuery { try checkQuery() }
        guard members.additionalQuery == nil || members.usesQuery else {
            throw JobRefusal.at(
                "additionalDynamicPatchesQQL",
                "must be empty where no dynamicPatchesQQL is used, which it narrows"
            )
        }
    }

    private func checkQuery() throws(DomainError) {
        guard members.number("dynamicQQLType") != 0 else {
            throw JobRefusal.at("dynamicQQLType", "must be 1 or 2 where a query is used")
        }
        guard let query = members.text("dynamicPatchesQQL") else { return }
        try check(query, of: "dynamicPatchesQQL")
        if let more = members.additionalQuery {
            try check(more, of: "additionalDynamicPatchesQQL")
        }
    }

    private func check(_ query: String, of member: String) throws(DomainError) {
        do {
            _ = try QueryParser(SearchSchema.patches, now: now.milliseconds).filter(query)
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "body \(member): \(error)",
                underlying: error
            )
        }
    }
}
