// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query

extension BaselineService {
    /// Refuses rules that make no sense and patches that nobody knows.
    func validate(_ content: Baseline.Content) throws {
        switch content {
        case .patches(let patches):
            try Self.requireCount(patches.count)
            try requireKnown(patches.sorted())
        case .rules(let rules):
            guard (1...Baseline.rulesMax).contains(rules.count) else {
                throw DomainError(
                    .requestInvalid,
                    subject: "rules: must be 1 to \(Baseline.rulesMax), not \(rules.count)"
                )
            }
            for (index, rule) in rules.enumerated() { try validate(rule, "rules[\(index)]") }
        }
    }

    private func validate(_ rule: BaselineRule, _ place: String) throws {
        let relations = BaselineRule.relations(of: rule.key)
        guard relations.contains(rule.relation) else {
            let words = relations.map(\.rawValue).joined(separator: ", ")
            throw DomainError(
                .requestInvalid,
                subject: "\(place).operator: of \(rule.key.rawValue) must be one of \(words)"
            )
        }
        guard (1...BaselineRule.valueMax).contains(rule.value.utf8.count) else {
            throw DomainError(
                .requestInvalid,
                subject: "\(place).value: must have 1 to \(BaselineRule.valueMax) bytes"
            )
        }
        if rule.key == .query {
            try rule.value.requirePatchQuery("\(place).value", now: environment.clock.now)
        }
    }

    /// Refuses more patches than one list may have.
    static func requireCount(_ count: Int) throws {
        guard count <= Baseline.patchesMax else {
            throw DomainError(
                .requestInvalid,
                subject: "patches: at most \(Baseline.patchesMax), not \(count)"
            )
        }
    }

    /// Refuses the first patch that is not in the catalogue.
    func requireKnown(_ patches: [Patch.Identity]) throws {
        let catalogue = environment.index.snapshot.catalogue
        for patch in patches where catalogue.patch(patch) == nil {
            throw DomainError(.patchNotFound, subject: patch.description)
        }
    }
}

extension Baseline {
    /// The patches of a static baseline; of another throws
    /// ``DomainError/Code/baselineRuleDriven``.
    func chosen() throws -> Set<Patch.Identity> {
        switch content {
        case .patches(let patches): return patches
        case .rules:
            throw DomainError(
                .baselineRuleDriven,
                subject: "baseline \(name)",
                hint: "its rules choose the patches"
            )
        }
    }
}

extension Baseline.Content {
    /// The content in few words, for the audit log.
    var words: String {
        switch self {
        case .patches(let patches): "\(patches.count) patches"
        case .rules(let rules): "\(rules.count) rules"
        }
    }
}

extension String {
    /// Refuses an empty name, a long one, and one that a terminal would obey.
    func requireName(bytesMax: Int) throws {
        guard (1...bytesMax).contains(utf8.count), !PlainText.hasControl(self) else {
            throw DomainError(
                .requestInvalid,
                subject: "name: must have 1 to \(bytesMax) bytes without control characters"
            )
        }
    }
}

extension StoreTransaction {
    /// A baseline that a caller of a place may see; throws ``DomainError/Code/baselineNotFound``.
    func baseline(_ id: Baseline.Identity, for path: TenantPath) throws -> Baseline {
        guard let baseline = try baseline(id), path.contains(baseline.path) else {
            throw DomainError(.baselineNotFound, subject: "baseline \(id)")
        }
        return baseline
    }
}

extension AuditRecorder {
    /// Adds a line about a baseline.
    func record(_ action: String, of baseline: Baseline, detail: String = "") throws {
        try record(
            action,
            subject: baseline.id.description,
            detail: baseline.name + (detail.isEmpty ? "" : ": \(detail)"),
            tenant: baseline.tenant
        )
    }
}

extension ServiceEnvironment {
    /// The patches of a baseline in the catalogue as it is now, given all ratings.
    func patches(of baseline: Baseline, ratings: [BaselineRating]) throws -> [Patch] {
        do {
            return try index.snapshot.patches(
                of: baseline,
                ratings: BaselineRating.words(ratings, at: baseline.path),
                now: clock.now
            )
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "baseline \(baseline.name), query of a rule: \(error)"
            )
        }
    }
}
