// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

extension SnapshotKnowledge {
    func devices(
        of targets: DeploymentTargets,
        in path: TenantPath,
        now: Timestamp
    ) throws -> [TargetDevice] {
        try TargetSlots(snapshot, in: path, now: now).devices(of: targets)
            .compactMap(TargetDevice.init)
    }
}
