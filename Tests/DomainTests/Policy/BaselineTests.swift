// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct BaselineTests {
    private static func patch(
        _ source: String,
        severity: Patch.Severity? = nil,
        classification: Patch.Classification? = nil,
        cves: [String] = []
    ) -> Patch {
        let record = PatchRecord(
            stream: Stream(rawValue: "debian:12"),
            source: source,
            version: "1",
            advisories: cves.isEmpty
                ? [] : [AdvisoryReference(name: "DSA-1", title: "t", issuedAt: nil, cves: cves)],
            severity: severity,
            classification: classification
        )
        return Patch(merging: [(record, FeedReference(feed: "f", revision: 1))])
    }

    private static let security = patch(
        "a",
        severity: .important,
        classification: .security,
        cves: ["CVE-2026-1", "CVE-2025-7"]
    )
    private static let update = patch("b", classification: .update)

    @Test(
        "a rule compares without regard to case, and a negated one is the opposite",
        arguments: [
            (BaselineRule.Key.category, BaselineRule.Relation.contains, "SECURITY", true, false),
            (.category, .notContains, "security", false, true),
            (.category, .equals, "security updates", true, false),
            (.category, .equals, "Security Updates - debian:12", true, false),
            (.category, .equals, "updates", false, true),
            (.category, .startsWith, "upd", false, true),
            (.category, .endsWith, "DEBIAN:12", true, true),
            (.category, .contains, "", true, true),
            (.cve, .equals, "cve-2026-1", true, false),
            (.cve, .equals, "cve-2026", false, false),
            (.cve, .startsWith, "CVE-2025-", true, false),
            (.cve, .notEquals, "CVE-2026-1", false, true),
            (.cve, .notEquals, "CVE-2026-9", true, true),
            (.cve, .endsWith, "-7", true, false),
            (.severity, .equals, "important", true, false),
            (.severity, .equals, "HIGH", true, false),
            (.severity, .notEquals, "Critical", true, true),
            (.severity, .equals, "unrated", false, true),
            (.rating, .equals, "whitelisted", true, false),
            (.rating, .notEquals, "Whitelisted", false, true),
            (.rating, .equals, "TESTING", false, false),
            (.query, .equals, "q", true, false),
            (.query, .notEquals, "q", false, true),
        ] as [(BaselineRule.Key, BaselineRule.Relation, String, Bool, Bool)]
    )
    func compares(
        _ key: BaselineRule.Key,
        _ relation: BaselineRule.Relation,
        _ value: String,
        _ isSecurity: Bool,
        _ isUpdate: Bool
    ) {
        let rule = BaselineRule(key: key, relation: relation, value: value)
        let first = rule.accepts(Self.security, rating: "WHITELISTED") { $0 == "q" }
        let second = rule.accepts(Self.update, rating: nil) { _ in false }
        #expect(first == isSecurity)
        #expect(second == isUpdate)
    }

    private static func baseline(_ content: Baseline.Content) -> Baseline {
        Baseline(
            id: .init(derivedFrom: "baseline"),
            number: 1,
            tenant: .init(derivedFrom: "tenant"),
            path: TenantPath(root: 1),
            name: "March",
            summary: "",
            content: content,
            createdBy: "user:ada",
            createdAt: Samples.at(0)
        )
    }

    private static func names(
        _ content: Baseline.Content,
        ratings: [Patch.Identity: String] = [:]
    ) -> [String] {
        baseline(content).patches(
            among: [security, update],
            rating: { ratings[$0] },
            accepts: { query, patch in patch.source == query }
        ).map(\.source)
    }

    @Test("a baseline is not active at first")
    func beginsInactive() {
        #expect(!Self.baseline(.patches([])).isActive)
    }

    @Test("a static baseline has its patches, as far as the catalogue has them")
    func listsPatches() {
        let unknown = Patch.Identity(derivedFrom: "unknown")
        #expect(Self.names(.patches([Self.update.id, unknown])) == ["b"])
        #expect(Self.names(.patches([])).isEmpty)
    }

    @Test("of a rule-driven baseline every rule must hold, and without rules it has nothing")
    func matchesAllRules() {
        let security = BaselineRule(key: .category, relation: .contains, value: "updates")
        let rated = BaselineRule(key: .rating, relation: .notEquals, value: "blacklisted")
        let queried = BaselineRule(key: .query, relation: .equals, value: "b")
        #expect(Self.names(.rules([])).isEmpty)
        #expect(Self.names(.rules([security])) == ["a", "b"])
        #expect(
            Self.names(.rules([security, rated]), ratings: [Self.security.id: "BlackListed"])
                == ["b"]
        )
        #expect(Self.names(.rules([security, queried])) == ["b"])
    }

    @Test("ratings and queries are equal or not, and nothing else")
    func limitsRelations() {
        #expect(BaselineRule.relations(of: .rating) == [.equals, .notEquals])
        #expect(BaselineRule.relations(of: .query) == [.equals, .notEquals])
        for key in [BaselineRule.Key.category, .cve, .severity] {
            #expect(BaselineRule.relations(of: key) == BaselineRule.Relation.allCases)
        }
    }

    @Test("the rating of the nearest tenant counts")
    func takesNearestRating() {
        let root = TenantPath(root: 1)
        let site = root.appending(2)
        let ratings = [(root, "a"), (site, "b"), (root.appending(20), "c")].map { path, word in
            BaselineRating(
                tenant: .init(derivedFrom: "\(path)"),
                path: path,
                patch: Self.update.id,
                word: word,
                createdBy: "user:ada",
                createdAt: Samples.at(0)
            )
        }
        for all in [ratings, ratings.reversed()] {
            #expect(BaselineRating.words(all, at: site.appending(3)) == [Self.update.id: "b"])
            #expect(BaselineRating.words(all, at: root) == [Self.update.id: "a"])
            #expect(BaselineRating.words(all, at: TenantPath(root: 2)).isEmpty)
        }
        #expect(Set(ratings.map(\.id)).count == 3)
    }
}
