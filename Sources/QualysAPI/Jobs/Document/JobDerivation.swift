// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Web

/// The members of a job that someone else asked for, read off its deployment's plan.
struct JobDerivation {
    private let deployment: Deployment
    private let context: JobContext
    private var plan: DeploymentPlan { deployment.plan }
    var policy: DeploymentPolicy { deployment.plan.policy }

    init(_ deployment: Deployment, _ context: JobContext) {
        self.deployment = deployment
        self.context = context
    }

    /// Puts the values in their places.
    func fill(_ members: inout JSONObject) {
        let all =
            [("type", .string(type)), ("qids", .list(qids))] + targets + patches
            + JobScheduleWords(plan.schedule).members + times + prompts + work
        for (name, value) in all { members.set(name, to: value) }
    }

    private var type: String {
        switch deployment.kind {
        case .rollback: "Rollback"
        case .mitigate: "Mitigate"
        case .install, .scan, .script, .updateAgent, .removeAgent: "Install"
        }
    }

    /// The vulnerabilities that the names of the actions tell.
    private var qids: [Int64] {
        var known: Set<Int64> = []
        return plan.actions.flatMap { MitigationLabel($0.name)?.cves ?? [] }
            .compactMap { VulnerabilityNumber.number(ofCVE: $0) }
            .filter { known.insert($0).inserted }
    }

    private var targets: [(String, JSONValue)] {
        let targets = plan.targets
        let platform = Platform.allCases.first { platform in
            platform.rawValue.lowercased() == targets.platform?.lowercased()
        }.map(Platforms.name(of:))
        return [
            ("assetIds", .identities(targets.devices + named)),
            ("assetTagIds", .identities(targets.groups)),
            ("filterType", .string(targets.matchesAllGroups ? "All" : "Any")),
            ("exclusionAssetIds", .identities(targets.excludedDevices)),
            ("exclusionTagIds", .identities(targets.excludedGroups)),
            ("exclusionFilterType", .string(targets.excludesOnlyAllGroups ? "All" : "Any")),
            ("platform", platform.map(JSONValue.string) ?? .null),
            ("assetDetectionsQQL", .string(targets.lacking ?? "")),
        ]
    }

    /// The devices that the plan names by their names, as far as the caller sees them.
    private var named: [Device.Identity] {
        let names = Set(plan.targets.names.map { $0.lowercased() })
        if names.isEmpty { return [] }
        let known = Set(plan.targets.devices)
        return context.snapshot.devices.filter { indexed in
            let device = indexed.device
            return names.contains(device.name.lowercased()) && !known.contains(device.id)
                && context.principal.scope.contains(device.path)
        }.map(\.device.id)
    }

    /// Everything that is missing has a word, as a query.
    private var patches: [(String, JSONValue)] {
        switch plan.patches {
        case .listed(let patches): return [("approvedPatches", .identities(patches))]
        case .linked(let job): return [("linkedJobId", .string(job.description))]
        case .none: return []
        case .missing: return query("patchStatus:Missing")
        case .matching(let text, _): return query(text)
        }
    }

    private func query(_ text: String) -> [(String, JSONValue)] {
        [("dynamicPatchesQQL", .string(text)), ("isDynamicPatchesQQL", .boolean(true))]
    }
}
