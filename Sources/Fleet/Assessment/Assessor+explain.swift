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
        let profile = DeviceProfile(inventory)
        guard profile.streams.contains(patch.stream), rules(of: patch.stream) != nil else {
            return patch.stream.family == "apt" ? .repositoryNotConfigured : .otherRelease
        }
        // Suites are judged side by side: whether a backport counts depends on the other streams.
        let rules = profile.streams.compactMap(self.rules(of:))
        let names = Set(patch.binaries.map(\.name))
        let concerned = inventory.packages.filter {
            $0.name.map(names.contains) ?? false || $0.source == patch.source
        }
        let reasons = concerned.flatMap {
            PackageVerdict(of: $0, profile: profile, rules: rules).refused
        }.filter { $0.patch.id == patch.id }.map(\.reason)
        // The other architectures of a repository say nothing where its own one was refused too.
        if let reason = reasons.first(where: { $0 != .otherArchitecture }) ?? reasons.first {
            return reason
        }
        return concerned.isEmpty ? .packageNotInstalled : .packageNotBuilt
    }
}
