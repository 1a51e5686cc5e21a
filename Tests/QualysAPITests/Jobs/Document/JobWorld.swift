// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation
import Web

@testable import QualysAPI

/// A quarry with two machines, three tags and two patches, and a caller who sees one of its sites.
///
/// The machine and the tag of the other site do not exist for the caller.
enum JobWorld {
    /// Saturday, 2026-08-01 09:30:05 UTC.
    static let now = Timestamp(milliseconds: 1_785_576_605_000)

    static let crusher = Device.Identity(derivedFrom: "crusher")
    static let kiln = Device.Identity(derivedFrom: "kiln")
    static let furnace = Device.Identity(derivedFrom: "furnace")
    static let pits = Group.Identity(derivedFrom: "pits")
    static let sheds = Group.Identity(derivedFrom: "sheds")
    static let foreign = Group.Identity(derivedFrom: "foreign")
    static let granite = patch("granite")
    static let marble = patch("marble")
    static let nobody = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9))

    /// The caller's view.
    static let context = JobContext(
        snapshot: snapshot,
        principal: Principal(
            actor: .user(User.Identity(derivedFrom: "mason"), name: "mason"),
            scope: here,
            permissions: Set(Permission.allCases)
        ),
        now: now
    )

    /// A new job of a body in JSON.
    static func job(
        _ body: String,
        _ family: JobDocument.Family = .patch,
        context: JobContext = context
    ) throws -> JobDocument {
        try JobDocument(creating: try object(body), family: family, context: context)
    }

    /// A new job that is complete but for what a test adds: members in JSON, each with a comma
    /// before it.
    static func complete(_ more: String = "") throws -> JobDocument {
        try job(
            """
            {"name": "stone", "status": "Enabled", "assetIds": ["\(crusher)"],
             "approvedPatches": ["\(granite)"]\(more)}
            """
        )
    }

    /// The members of a text of JSON.
    static func object(_ text: String) throws -> JSONObject {
        guard let members = try JSONValue.parse(text).members else {
            throw DomainError(.requestInvalid, subject: "no object: \(text)")
        }
        return members
    }

    /// What an error says; `nil` where nothing is thrown.
    static func refusal(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? DomainError)?.subject ?? "\(error)" }
        return nil
    }

    private static let root = TenantPath(root: 1)
    private static let here = root.appending(2)
    private static let there = root.appending(3)

    private static let snapshot: FleetSnapshot = {
        let writer = FleetWriter(limits: FreshnessLimits(inventoryMaxAge: .seconds(86_400)))
        var facts = FleetFacts(changeNumber: 1, isEverything: true)
        facts.tenants = [tenant(1, root), tenant(2, here), tenant(3, there)]
        facts.groups = [
            group(pits, "pits", tenant: 2), group(sheds, "sheds", tenant: 1),
            group(foreign, "foreign", tenant: 3),
        ]
        facts.devices = [
            device(crusher, "crusher", 1, here), device(kiln, "kiln", 2, here),
            device(furnace, "furnace", 3, there),
        ]
        facts.catalogue = .whole(
            Catalogue(records: [record("granite"), record("marble")], revisions: [])
        )
        return writer.take(facts)
    }()

    private static func tenant(_ number: Int64, _ path: TenantPath) -> Tenant {
        Tenant(
            id: Tenant.Identity(derivedFrom: "site \(number)"),
            number: number,
            kind: number == 1 ? .organisation : .customer,
            name: "Site \(number)",
            path: path
        )
    }

    private static func group(_ id: Group.Identity, _ name: String, tenant: Int64) -> Group {
        let owner = Tenant.Identity(derivedFrom: "site \(tenant)")
        return Group(id: id, number: tenant, tenant: owner, name: name)
    }

    private static func device(
        _ id: Device.Identity,
        _ name: String,
        _ number: Int64,
        _ path: TenantPath
    ) -> FleetFacts.DeviceFact {
        let device = Device(
            id: id,
            number: number,
            site: Tenant.Identity(derivedFrom: "site \(path == here ? 2 : 3)"),
            path: path,
            name: name,
            facts: DeviceFacts(),
            enrolledAt: now,
            agentKey: nil
        )
        return FleetFacts.DeviceFact(device, packages: nil)
    }

    private static func patch(_ source: String) -> Patch.Identity { record(source).record.patch }

    private static func record(_ source: String) -> StoredPatchRecord {
        StoredPatchRecord(
            record: PatchRecord(
                stream: Stream(rawValue: "debian:13"),
                source: source,
                version: "2.0-1",
                binaries: [
                    PatchBinary(name: source, architecture: "all", version: "2.0-1", size: 1)
                ]
            ),
            feed: FeedReference(feed: "quarry", revision: 1),
            withdrawnBy: nil
        )
    }
}
