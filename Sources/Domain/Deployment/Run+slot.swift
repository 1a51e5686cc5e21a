// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Run {
    /// What a device's own clock shows when the device begins; `nil` where all begin at one time.
    ///
    /// Whoever starts a run by hand wants it at once, whatever the clocks show.
    package var localSlot: LocalDateTime? {
        let plan = course.plan
        guard plan.isOnDeviceClocks, subject == nil,
            course.decisions.first?.by == DeploymentEngine.name
        else { return nil }
        return DeviceZone.earliest.timeZone.local(at: slot)
    }
}
