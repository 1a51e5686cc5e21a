// SPDX-License-Identifier: Apache-2.0
import Domain
import Services

/// The numbers of a job: of the assets that it names now, and of its newest run.
///
/// | member | what it counts |
/// |---|---|
/// | `assetCount` | the assets that the job names one by one; `null` where it names none |
/// | `taggedAssetCount` | the assets that it names by their tags now |
/// | `totalAssetCount` | all assets that it would begin on now |
/// | `applicableAssetCount` | the assets that had something to do in the newest run; 0 before |
/// | `assetResultReceivedCount` | those of them whose result is there; `null` before |
/// | `completionPercent` | the share of them that is done with, in whole per cent; `null` before |
/// | `jobTriggerStatus` | 1 while the newest run is under way, 2 after; `null` before |
/// | `patchCount` | the patches of its list, or those that the newest run was started with |
struct JobFigures: Sendable {
    /// `assetCount`.
    let named: Int?
    /// `taggedAssetCount`.
    let tagged: Int
    /// `totalAssetCount`.
    let total: Int
    /// `applicableAssetCount`.
    let applicable: Int
    /// `assetResultReceivedCount`.
    let received: Int?
    /// `completionPercent`.
    let percent: Int?
    /// `jobTriggerStatus`.
    let trigger: Int?
    /// `patchCount`; `nil` where each asset had patches of its own.
    let patches: Int?

    /// Counts for a deployment and its newest run.
    init(
        _ deployment: Deployment,
        _ latest: (run: Run, counts: RunCounts)?,
        _ reach: DeploymentReach
    ) {
        let targets = deployment.plan.targets
        named = targets.devices.isEmpty ? nil : targets.devices.count
        tagged = reach.groupedDeviceCount(of: deployment)
        total = reach.deviceCount(of: deployment)
        patches = Self.patches(deployment, latest?.run)
        guard let (run, counts) = latest else {
            (applicable, received, percent, trigger) = (0, nil, nil, nil)
            return
        }
        let all = counts.sum()
        let done = counts.sum { $0.isFinal }
        applicable = all
        received = counts.sum { $0.isDecided && $0 != .silent }
        percent = all == 0 ? 100 : done * 100 / all
        trigger = run.state.isFinal ? 2 : 1
    }

    private static func patches(_ deployment: Deployment, _ latest: Run?) -> Int? {
        switch deployment.plan.patches {
        case .none: return 0
        case .listed(let patches): return patches.count
        case .matching, .missing, .linked:
            guard let latest else { return 0 }
            return latest.course.patches?.count
        }
    }
}
