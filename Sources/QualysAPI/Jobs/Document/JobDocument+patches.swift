// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

extension JobDocument {
    /// The most patches that a query brings, the newest first (Using QQL to Automate Patch
    /// Selection).
    static let queriedPatchesMax = 2_000

    /// The patches of a plan.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the patches that do not exist, and for a
    ///   query that is at its limit already and cannot be narrowed.
    func patchChoice(_ references: JobReferences) throws(DomainError) -> PatchChoice {
        if family == .mitigation { return .none }
        switch patchSource {
        case .list:
            return .listed(try references.patches(members, "approvedPatches"))
        case .job:
            let job = members.text("linkedJobId").flatMap { Deployment.Identity($0) }
            return job.map(PatchChoice.linked) ?? .listed([])
        case .query:
            _ = try references.patches(members, "approvedPatches")
            return try matching("dynamicPatchesQQL", references.now)
        case .vulnerabilities:
            return try matching("remediationQids", references.now)
        case nil:
            return .listed([])
        }
    }

    private func matching(
        _ member: String,
        _ now: Timestamp
    ) throws(DomainError) -> PatchChoice {
        let query = patchQuery
        do {
            _ = try QueryParser(SearchSchema.patches, now: now.milliseconds).filter(query)
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "body \(member): \(error)",
                underlying: error
            )
        }
        return .matching(query: query, limit: Self.queriedPatchesMax)
    }

    /// The query of the patches that the job brings.
    ///
    /// It is what the job asks for, and of that only what is missing and not superseded. What says
    /// nothing of supersedence, as all of Linux, is not left out. A query of vulnerabilities is read
    /// with the same fields: patches know what they remedy. A second query narrows the first, and
    /// the query a list that stands beside it.
    private var patchQuery: String {
        var parts: [String] = []
        if members.usesQuery {
            parts = [members.text("dynamicPatchesQQL"), members.additionalQuery]
                .compactMap(\.self).map { "(\($0))" }
            let list = members.texts("approvedPatches").map { "`\($0)`" }
            if !list.isEmpty { parts.append("id:[\(list.joined(separator: ","))]") }
        } else {
            let qids = remediationQids.map(String.init).joined(separator: ",")
            parts = ["qid:[\(qids)]"]
        }
        return (parts + ["not isSuperseded:true", "patchStatus:Missing"]).joined(separator: " and ")
    }
}
