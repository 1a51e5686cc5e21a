// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

/// What the identities of a job mean, looked up in the caller's part of the fleet.
struct JobReferences {
    private let context: JobContext
    /// The members of the job before a change, whose identities are not asked for again.
    private let former: JSONObject?

    init(_ context: JobContext, former: JSONObject?) {
        self.context = context
        self.former = former
    }

    /// The time of the call.
    var now: Timestamp { context.now }

    /// The devices of a member.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with those that the caller does not have.
    func devices(
        _ members: JSONObject,
        _ member: String
    ) throws(DomainError) -> [Device.Identity] {
        let scope = context.principal.scope
        return try identities(members, member, "asset") { (id: Device.Identity) in
            context.snapshot.devices[id].map { scope.contains($0.device.path) } ?? false
        }
    }

    /// The groups of a member: of the caller's tenant, of those below it and of those above, whose
    /// tags it sees.
    ///
    /// - Throws: As ``devices(_:_:)``.
    func groups(
        _ members: JSONObject,
        _ member: String
    ) throws(DomainError) -> [Group.Identity] {
        if !members.hasElements(member) { return [] }
        let scope = context.principal.scope
        let paths = Dictionary(
            context.snapshot.tenants.map { ($0.id, $0.path) },
            uniquingKeysWith: { first, _ in first }
        )
        let known = Set(
            context.snapshot.groups.filter { group in
                paths[group.tenant].map { $0.contains(scope) || scope.contains($0) } ?? false
            }.map(\.id)
        )
        return try identities(members, member, "asset tag") { known.contains($0) }
    }

    /// The patches of a member.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with those that are in no catalogue.
    func patches(
        _ members: JSONObject,
        _ member: String
    ) throws(DomainError) -> [Patch.Identity] {
        try identities(members, member, "patch") { context.snapshot.catalogue.patch($0) != nil }
    }

    private func identities<Entity>(
        _ members: JSONObject,
        _ member: String,
        _ noun: String,
        isKnown: (ID<Entity>) -> Bool
    ) throws(DomainError) -> [ID<Entity>] {
        let found = members.texts(member).compactMap { ID<Entity>($0) }
        let before = Set(former?.texts(member) ?? [])
        let unknown = found.filter { !before.contains($0.description) && !isKnown($0) }
        guard !unknown.isEmpty else { return found }
        let named = unknown.prefix(10).map(\.description).joined(separator: ", ")
        let others = unknown.count > 10 ? " and \(unknown.count - 10) others" : ""
        throw JobRefusal.at(member, "there is no \(noun) \(named)\(others)")
    }
}
