// SPDX-License-Identifier: Apache-2.0

extension Deployment {
    /// Whether it happens once, at a time or when it is enabled, and never again by itself.
    package var isSingle: Bool {
        let recurrence = plan.schedule.recurrence
        return plan.link == nil && (recurrence == .onDemand || recurrence == .once)
    }

    /// Lets a change pass, or throws ``DomainError/Code/deploymentEnabled``.
    ///
    /// What events of devices start is changed only while it is not enabled: any device may begin
    /// with it at any moment, so nobody could tell which devices got which form of it (Qualys Patch
    /// Management 3.9, "Update Deployment Job": a default job only in a disabled state).
    package func requireChangeable() throws(DomainError) {
        guard status == .enabled, plan.schedule.recurrence.isEventDriven else { return }
        throw DomainError(
            .deploymentEnabled,
            subject: "deployment \(number)",
            hint: "events of devices start it: disable it before it is changed"
        )
    }
}
