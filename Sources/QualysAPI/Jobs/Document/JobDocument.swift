// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// A job as the vendor writes it: every documented member, checked, defaults filled in.
///
/// ``JobTable`` says which members there are and what each may be; that one table reads, merges and
/// shows. What only the server knows (identity, counts, who and when) stands in ``members`` with
/// its empty form, and whoever shows a job puts the value in its place.
struct JobDocument: Sendable, Equatable {
    /// Which of the vendor's two applications a job belongs to.
    enum Family: String, Sendable, CaseIterable {
        /// Patch management, `/pm`.
        case patch
        /// Mitigation, `/mtg`.
        case mitigation
    }

    /// The application.
    let family: Family
    /// All documented members, in the vendor's order.
    let members: JSONObject
    /// Whether it was derived from a deployment that this dialect did not ask for, which may have
    /// devices, patches and times that the vendor has no words for.
    let isDerived: Bool

    /// A job of members that were checked.
    init(_ family: Family, checked members: JSONObject, isDerived: Bool = false) {
        self.family = family
        self.members = members
        self.isDerived = isDerived
    }

    /// Reads the body of a new job.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` as `body <path>: <what it must be>` for the
    ///   first member that is wrong, and for an enabled job that is not complete.
    init(creating body: JSONObject, family: Family, context: JobContext) throws {
        let table = JobTable.members(of: family)
        let body = try JobBody.settled(body)
        guard body.value(anyCase: "name") ?? .null != .null else {
            throw JobRefusal.at("name", "must be \(JobTable.name.rule)")
        }
        let members = try table.merged(table.fallbacks, body)
        try self.init(family, members, former: nil, context: context)
    }

    /// The job after a change; members that are absent from it keep their values, but for
    /// ``JobAlternatives``.
    ///
    /// - Throws: As ``init(creating:family:context:)``.
    func merging(_ changes: JSONObject, context: JobContext) throws -> JobDocument {
        let table = JobTable.members(of: family)
        let changes = try JobBody.settled(changes)
        let merged = JobAlternatives.settled(
            try table.merged(members, changes),
            try table.merged(table.fallbacks, changes),
            table
        )
        return try JobDocument(family, merged, former: self, context: context)
    }

    /// Checks what members say together.
    private init(
        _ family: Family,
        _ members: JSONObject,
        former: JobDocument?,
        context: JobContext
    ) throws {
        let rules = JobRules(
            family: family,
            members: members,
            former: former?.members,
            now: context.now
        )
        self.init(family, checked: try rules.checked(), isDerived: former?.isDerived ?? false)
        if isEnabled { try requireComplete() }
    }

    /// Refuses a job that cannot do anything yet: one without assets, without patches, or, of a
    /// mitigation, without vulnerabilities.
    ///
    /// A disabled job may be incomplete; whoever enables one asks this first. Creating and merging
    /// ask it themselves where the job comes out enabled.
    func requireComplete() throws(DomainError) {
        if isDerived { return }
        guard
            ["assetIds", "assetTagIds", "matchAllTagIds"].contains(where: members.hasElements)
        else {
            throw JobRefusal.at("assetIds", "an enabled job needs assets or asset tags")
        }
        switch family {
        case .mitigation:
            if qids.isEmpty { throw JobRefusal.at("qids", "an enabled mitigation needs some") }
        case .patch where type == "Rollback":
            if !members.hasElements("approvedPatches") {
                throw JobRefusal.at("approvedPatches", "an enabled rollback needs some")
            }
        case .patch:
            guard patchSource != nil else {
                throw JobRefusal.at(
                    "approvedPatches",
                    "an enabled job needs patches, a query of patches or a linked job"
                )
            }
        }
    }
}
