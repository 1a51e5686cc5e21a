// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query
import Testing

/// How decisions for groups reach the health of devices.
@Suite struct GroupDecisionTests {
    private static let group = Group.Identity(derivedFrom: "pilot")

    private let writer: FleetWriter
    private let patch: Patch

    /// Two machines that lack one security patch; the first is in the group.
    init() throws {
        let world = try World("security a 1.1 a:amd64")
        patch = try world.patch("a", "1.1")
        writer = Snapshots.writer(
            world,
            inventories: ["d": try Machine.inventory("a:amd64 1.0 a")],
            devices: [Snapshots.device(1), Snapshots.device(2)]
        )
        join(1)
    }

    private func join(_ numbers: Int64...) {
        writer.change { facts in
            facts.memberships = numbers.map {
                GroupMembership(
                    group: Self.group,
                    device: .init(Snapshots.uuid("device \($0)"))
                )
            }
        }
    }

    private func decide(_ ballots: (Group.Identity?, Approval.Decision)...) {
        writer.change { facts in
            facts.approvals = ballots.map { group, decision in
                Approval(
                    tenant: .init(Snapshots.uuid("root")),
                    path: Snapshots.root,
                    group: group,
                    patch: patch.id,
                    decision: decision,
                    by: "user:ada",
                    at: Snapshots.now
                )
            }
        }
    }

    private var health: [Health] {
        writer.snapshot.devices(in: Snapshots.root).map {
            writer.snapshot.health($0, now: Snapshots.now)
        }
    }

    @Test("a decline for a group makes its devices healthy, and no others")
    func declinesForGroup() {
        #expect(health == [.highlyVulnerable, .highlyVulnerable])
        decide((Self.group, .declined))
        #expect(health == [.healthy, .highlyVulnerable])
        decide()
        #expect(health == [.highlyVulnerable, .highlyVulnerable])
    }

    @Test("an approval for a group takes its devices out of the tenant's decline")
    func approvesForGroup() {
        decide((nil, .declined))
        #expect(health == [.healthy, .healthy])
        decide((nil, .declined), (Self.group, .approved))
        #expect(health == [.highlyVulnerable, .healthy])
    }

    @Test("a device that joins or leaves a group is judged anew")
    func judgesMovers() {
        decide((Self.group, .declined))
        join(1, 2)
        #expect(health == [.healthy, .healthy])
        join(2)
        #expect(health == [.highlyVulnerable, .healthy])
        join()
        #expect(health == [.highlyVulnerable, .highlyVulnerable])
    }

    @Test("the tenant's decision stays what lists and counts show")
    func showsTenantsDecision() throws {
        decide((Self.group, .declined))
        let snapshot = writer.snapshot
        #expect(snapshot.approval(of: patch.id, at: Snapshots.here) == nil)
        let tally = try #require(snapshot.tallies(in: Snapshots.root)[patch.id])
        #expect(tally.missing == 2)
        let values = snapshot.values(
            of: .decision,
            patch,
            tally: tally,
            path: Snapshots.root
        )
        #expect(values == [.text("none")])
        let devices = snapshot.devices(in: Snapshots.root)
        #expect(
            devices.map { snapshot.approval(of: patch.id, on: $0)?.decision } == [.declined, nil]
        )
        #expect(devices.map { snapshot.lacking($0).count } == [0, 1])
    }
}
