// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

/// How many devices deployments would begin on now; for many deployments and one thread.
package final class DeploymentReach {
    private let view: FleetView
    private var places: [TenantPath: TargetSlots] = [:]

    /// Looks at the fleet of a view; a deployment counts what lies below its own place.
    package init(_ view: FleetView) { self.view = view }

    /// How many devices with an agent a deployment names; 0 where its query can be read no more.
    package func deviceCount(of deployment: Deployment) -> Int {
        count(deployment.plan.targets, of: deployment)
    }

    /// How many of them it names by their groups.
    package func groupedDeviceCount(of deployment: Deployment) -> Int {
        var targets = deployment.plan.targets
        guard !targets.groups.isEmpty else { return 0 }
        targets.isEverything = false
        targets.devices = []
        targets.names = []
        targets.addresses = []
        targets.sites = []
        targets.domains = []
        targets.query = nil
        return count(targets, of: deployment)
    }

    private func count(_ targets: DeploymentTargets, of deployment: Deployment) -> Int {
        let slots =
            places[deployment.path]
            ?? TargetSlots(view.snapshot, in: deployment.path, now: view.now)
        places[deployment.path] = slots
        return (try? slots.slots(of: targets).population) ?? 0
    }
}
