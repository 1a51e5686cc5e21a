// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Fleet

/// Questions about devices, patches and findings.
package struct AssessmentService: Sendable {
    private let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// One state of the fleet as the caller may see it; consistent for as long as it is kept.
    package func view(by principal: Principal) throws -> FleetView {
        try principal.require(.readDevices)
        try principal.require(.readPatches)
        return FleetView(
            snapshot: environment.index.snapshot,
            scope: principal.scope,
            now: environment.clock.now
        )
    }

    /// Why a patch is missing, installed or not applicable on a device.
    ///
    /// `device` is a device's name, number or identity; `patch` a patch's identity or number, a
    /// source package with or without a version (`openssl`, `openssl 3.0.15-1`), or an advisory.
    package func explain(
        device: String,
        patch: String,
        by principal: Principal
    ) throws -> (device: IndexedDevice, explanations: [Explanation]) {
        let view = try view(by: principal)
        let found = try view.device(device)
        let patches = try view.patches(named: patch, for: found)
        guard let inventory = view.snapshot.inventory(of: found) else {
            return (
                found,
                patches.map {
                    view.explanation(
                        Finding(
                            patch: $0,
                            state: .unknown,
                            reason: .neverScanned,
                            packages: []
                        ),
                        on: found
                    )
                }
            )
        }
        let assessor = Assessor(view.snapshot.catalogue)
        return (
            found,
            patches.map {
                view.explanation(found.overlay(assessor.explain($0, on: inventory)), on: found)
            }
        )
    }
}
