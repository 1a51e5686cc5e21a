// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query
import Testing

@Suite struct BaselinePatchTests {
    private let world: World
    private let snapshot: FleetSnapshot

    init() throws {
        world = try World("security a 1.1 a:amd64\nmain b 1.1 b:amd64\nmain c 1.1 c:amd64")
        snapshot = Snapshots.snapshot(
            world,
            inventories: ["d": try Machine.inventory("a:amd64 1.0 a")],
            devices: [Snapshots.device(1)]
        )
    }

    private func names(
        _ rules: [BaselineRule],
        ratings: [Patch.Identity: String] = [:]
    ) throws -> [String] {
        let baseline = Baseline(
            id: .init(derivedFrom: "baseline"),
            number: 1,
            tenant: .init(derivedFrom: "tenant"),
            path: Snapshots.root,
            name: "March",
            summary: "",
            content: .rules(rules),
            createdBy: "user:ada",
            createdAt: Snapshots.now
        )
        return try snapshot.patches(of: baseline, ratings: ratings, now: Snapshots.now)
            .map(\.source)
    }

    private func query(
        _ text: String,
        _ relation: BaselineRule.Relation = .equals
    ) -> BaselineRule {
        BaselineRule(key: .query, relation: relation, value: text)
    }

    @Test("queries are asked of the whole catalogue, not only of what concerns a device")
    func asksQueries() throws {
        #expect(try names([query("source: [a, b]")]) == ["a", "b"])
        #expect(try names([query("source: [a, b]", .notEquals)]) == ["c"])
        #expect(try names([query("missingCount > 0")]) == ["a"])
        #expect(try names([query("missingCount: 0")]) == ["b", "c"])
        #expect(try names([query("source: [a, b]"), query("isSecurity: false")]) == ["b"])
    }

    @Test("rules of other kinds join queries")
    func joinsRules() throws {
        let b = try world.patch("b", "1.1")
        let rated = BaselineRule(key: .rating, relation: .equals, value: "whitelisted")
        #expect(try names([rated]).isEmpty)
        #expect(try names([rated], ratings: [b.id: "Whitelisted"]) == ["b"])
        #expect(try names([rated, query("source: a")], ratings: [b.id: "WHITELISTED"]).isEmpty)
    }

    @Test("a query that cannot be read is told, and nothing is guessed")
    func refusesQueries() {
        #expect(throws: QueryDiagnostic.self) { try names([query("severity >= Imporant")]) }
    }
}
