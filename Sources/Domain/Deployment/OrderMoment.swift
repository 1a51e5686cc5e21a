// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// Whether a device may get its order now.
enum OrderMoment: Equatable {
    /// It may begin, until a time; the window ends then or later.
    case begin(until: Timestamp, windowEnd: Timestamp?)
    /// It may fetch the packages ahead, until a time.
    case download(until: Timestamp)
    /// It has to wait.
    case later

    /// After which time the order must not be begun; `nil` where there is none to give.
    var end: Timestamp? {
        switch self {
        case .begin(let until, _), .download(let until): until
        case .later: nil
        }
    }

    /// When the window ends; `nil` without one.
    var windowEnd: Timestamp? {
        if case .begin(_, let end) = self { end } else { nil }
    }
}

extension DeploymentPlan {
    /// Whether windows and people's wishes do not count any more.
    func isForced(at now: Timestamp) -> Bool { deadline.map { now >= $0 } ?? false }

    /// The first slot after a point in time; on the devices' own clocks that of the earliest zone.
    package func slot(after time: Timestamp) -> Timestamp? {
        switch schedule.zone {
        case .device:
            schedule.earliestNext(after: time, window: policy.window)?.earliest
        case .named:
            schedule.next(
                after: time,
                zone: schedule.zone.timeZone(of: DeviceZone()),
                window: policy.window
            )
        }
    }

    /// Whether each device waits until its own clock shows a slot.
    package var isOnDeviceClocks: Bool {
        schedule.zone == .device && schedule.recurrence.isTimed && link == nil
    }

    /// The first slot that counts from now on, later than the one that was stamped last.
    ///
    /// On the devices' own clocks a slot that the first zones have passed still counts for the
    /// others.
    package func slot(asOf now: Timestamp, after last: Timestamp?) -> Timestamp? {
        guard schedule.zone == .device else { return slot(after: max(now, last ?? now)) }
        guard let slot = schedule.firstSlot(asOf: now, window: policy.window)?.earliest,
            let last, slot <= last
        else { return schedule.firstSlot(asOf: now, window: policy.window)?.earliest }
        return self.slot(after: last)
    }

    /// Before when a device must not begin what a slot started; `nil` for at once.
    func begin(of slot: Timestamp, on device: TargetDevice) -> Timestamp? {
        guard isOnDeviceClocks else { return installAfter }
        let local = DeviceZone.earliest.timeZone.local(at: slot)
        let own = schedule.instant(ofLocal: local, deviceZone: device.zone)
        return max(own, installAfter ?? own)
    }

    /// Whether, and until when, a device may begin an execution that nobody told it of.
    func moment(
        for execution: Execution,
        on device: TargetDevice,
        at now: Timestamp
    ) -> OrderMoment {
        guard now < execution.expiresAt else { return .later }
        // A start that the policy waits for is one since the execution was made.
        let isAsleep =
            policy.installAt == .startup && !isForced(at: now)
            && device.bootedAt.map { $0 < execution.createdAt } ?? true
        let isEarly = execution.notBefore.map { now < $0 } ?? false
        if !isEarly, !isAsleep {
            guard let window = policy.window, execution.kind.touchesSoftware, !isForced(at: now)
            else { return .begin(until: execution.expiresAt, windowEnd: nil) }
            let zone = window.zone.timeZone(of: device.zone)
            if let interval = window.interval(containing: now, zone: zone) {
                return .begin(
                    until: min(interval.upperBound, execution.expiresAt),
                    windowEnd: interval.upperBound
                )
            }
        }
        guard execution.kind == .install, policy.downloadAhead != .none, execution.attempt == 1,
            execution.downloadedAt == nil
        else { return .later }
        return .download(until: execution.expiresAt)
    }
}

extension Order {
    /// The order of an execution that was just offered.
    init(
        _ execution: Execution,
        _ plan: DeploymentPlan,
        on device: TargetDevice,
        windowEnd: Timestamp?,
        at now: Timestamp
    ) {
        let kind: Kind =
            switch execution.kind {
            case .scan: .scan
            case .install: execution.isDownload ? .download : .install
            case .rollback: .rollback
            case .mitigate, .script: .script
            case .updateAgent: .updateAgent
            case .removeAgent: .removeAgent
            }
        var conduct = plan.policy.conduct(windowEndsAt: windowEnd, isServer: device.isServer)
        if plan.isForced(at: now) {
            conduct.startDeferral = nil
            conduct.reboot.deferral = nil
            conduct.reboot.waitsForUsers = false
        }
        self.init(
            id: execution.order,
            device: execution.device.uuid,
            kind: kind,
            patches: execution.openPatches,
            issuedAt: now.milliseconds,
            expiresAt: (execution.orderExpiresAt ?? execution.expiresAt).milliseconds,
            conduct: execution.kind.touchesSoftware ? conduct : nil,
            actions: kind == .script ? plan.actions : nil,
            program: kind == .updateAgent ? plan.program : nil
        )
    }
}
