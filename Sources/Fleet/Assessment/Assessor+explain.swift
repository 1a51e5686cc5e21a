// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

extension Assessor {
    /// What is true of one patch on one inventory, with the reason where it does not apply.
    package func explain(_ patch: Patch, on inventory: Inventory) -> Finding {
        let assessment = assess(inventory)
        if let finding = assessment.finding(of: patch.id) { return finding }
        if let reason = assessment.unknown {
            return Finding(patch: patch, state: .unknown, reason: reason, packages: [])
        }
        return Finding(
            patch: patch,
            state: .notApplicable,
            reason: refusal(of: patch, on: inventory),
            packages: []
        )
    }

    private func refusal(of patch: Patch, on inventory: Inventory) -> Finding.Reason {
        let verdicts = ProfileVerdicts(InventoryProfile(inventory), catalogue)
        guard verdicts.profile.streams.contains(patch.stream),
            catalogue.rules[patch.stream] != nil
        else { return patch.stream.family == "apt" ? .repositoryNotConfigured : .otherRelease }
        if patch.isWithdrawn { return .withdrawn }
        // Suites are judged side by side: whether a backport counts depends on the other streams.
        let names = Set(patch.binaries.map(\.name) + patch.affected.map(\.name))
        let concerned = inventory.packages.filter {
            $0.name.map(names.contains) ?? false || $0.source == patch.source
                || names.contains($0.source)
        }
        var reasons: [Finding.Reason] = []
        for package in concerned {
            let verdict = PackageVerdict(
                of: package,
                profile: verdicts.profile,
                rules: verdicts.rules
            )
            reasons += verdict.refused.filter { $0.patch.id == patch.id }.map(\.reason)
            // Known, older, and yet no finding: nobody offers it any more.
            if verdict.candidates.contains(where: { $0.patch.id == patch.id }) {
                reasons.append(.withdrawn)
            }
        }
        // The other architectures of a repository say nothing where its own one was refused too.
        if let reason = reasons.first(where: { $0 != .otherArchitecture }) ?? reasons.first {
            return reason
        }
        return concerned.isEmpty ? .packageNotInstalled : .packageNotBuilt
    }
}
