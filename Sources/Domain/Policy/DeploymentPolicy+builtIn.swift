// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension DeploymentPolicy {
    /// The policies that every tenant has from the beginning.
    ///
    /// Their names are those that scripts written for ManageEngine ask for; their identities follow
    /// from the names, their numbers are 1 to 8.
    package static let builtIn: [DeploymentPolicy] = [
        anyTime, forcedReboot, atStartup, downloadFirst, afterPatchTuesday, outsideBusinessHours,
        duringBusinessHours, userDecides,
    ]

    /// The policy of a deployment that names none: "Deploy any time at the earliest".
    package static let standard = anyTime

    /// The name of each built-in policy.
    private enum Name {
        static let anyTime = "Deploy any time at the earliest"
        static let forcedReboot = "Force reboot excluding servers"
        static let atStartup = "Deploy during System start up/login"
        static let downloadFirst = "Download immediately and deploy during deployment window"
        static let afterPatchTuesday = "Deploy security(Patch Tuesday) updates"
        static let outsideBusinessHours =
            "Deploy during non-business hours(Wake computers and force shutdown)"
        static let duringBusinessHours = "Deploy during business hours(Do not reboot)"
        static let userDecides = "Allow user intervention(Skip deployment/reboot)"
    }

    private static let anyTime = make(
        1,
        Name.anyTime,
        "Installs as soon as a device is reached. Where a restart is needed, users are warned and "
            + "may put it off."
    ) { policy in
        policy.reboot = gentleReboot
    }

    private static let forcedReboot = make(
        2,
        Name.forcedReboot,
        "Installs as soon as a device is reached and restarts it afterwards, warned but not asked. "
            + "Servers keep running."
    ) { policy in
        policy.reboot = RebootPolicy(mode: .always, countdownMinutes: 15, excludesServers: true)
        policy.messages.reboot = "Updates were installed. This computer restarts in 15 minutes."
    }

    private static let atStartup = make(
        3,
        Name.atStartup,
        "Fetches ahead and installs when a machine starts or someone logs on. Where a restart is "
            + "needed, users are warned and may put it off."
    ) { policy in
        policy.installAt = .startup
        policy.downloadAhead = .asSoonAsPossible(spreadMinutes: 60)
        policy.reboot = gentleReboot
        policy.retries = RetryPolicy(count: 3, perStartup: 3)
    }

    private static let downloadFirst = make(
        4,
        Name.downloadFirst,
        "Fetches at once and installs between 20:00 and 05:00 by the device's clock. A restart "
            + "that is needed takes place within these hours."
    ) { policy in
        policy.downloadAhead = .asSoonAsPossible(spreadMinutes: 60)
        policy.window = nights
        policy.reboot = RebootPolicy(mode: .ifNeeded, isInsideWindow: true, countdownMinutes: 15)
    }

    private static let afterPatchTuesday = make(
        5,
        Name.afterPatchTuesday,
        "Installs in the two weeks from the second Tuesday of a month on, between 20:00 and 05:00 "
            + "by the device's clock. A restart that is needed takes place within these hours."
    ) { policy in
        policy.downloadAhead = .asSoonAsPossible(spreadMinutes: 60)
        policy.window = MaintenanceWindow(rules: [
            .init(weeks: .fromPatchTuesday([1, 2]), startMinute: 20 * 60, endMinute: 5 * 60)
        ])
        policy.reboot = RebootPolicy(mode: .ifNeeded, isInsideWindow: true, countdownMinutes: 15)
    }

    private static let outsideBusinessHours = make(
        6,
        Name.outsideBusinessHours,
        "Wakes machines and installs at weekends and between 19:00 and 06:00 on other days, by the "
            + "device's clock, then switches them off."
    ) { policy in
        policy.downloadAhead = .asSoonAsPossible(spreadMinutes: 60)
        policy.wakesDevices = true
        policy.window = MaintenanceWindow(rules: [
            .init(days: Weekday.working, startMinute: 19 * 60, endMinute: 6 * 60),
            .init(days: Weekday.weekend, startMinute: 0, endMinute: 24 * 60),
            // Monday begins where Sunday ended.
            .init(days: [.monday], startMinute: 0, endMinute: 6 * 60),
        ])
        policy.reboot = RebootPolicy(mode: .shutdown, isInsideWindow: true, countdownMinutes: 15)
        policy.messages.reboot =
            "Updates were installed. This computer is switched off in 15 minutes."
    }

    private static let duringBusinessHours = make(
        7,
        Name.duringBusinessHours,
        "Installs between 09:00 and 17:00 from Monday to Friday by the device's clock, and never "
            + "restarts a machine."
    ) { policy in
        policy.window = MaintenanceWindow(rules: [
            .init(days: Weekday.working, startMinute: 9 * 60, endMinute: 17 * 60)
        ])
        policy.messages.after = "Updates were installed. Some may need a restart to take effect."
    }

    private static let userDecides = make(
        8,
        Name.userDecides,
        "Asks before it installs and before it restarts; users may put both off, or skip them."
    ) { policy in
        policy.startCountdownMinutes = 15
        policy.startDeferral = DeferralPolicy(count: 3, intervalMinutes: 60)
        policy.canSkip = true
        policy.selfService = .both
        policy.messages.before = "Updates are ready to be installed on this computer."
        policy.reboot = gentleReboot
        policy.reboot.waitsForUsers = true
    }

    /// Every night from 20:00 to 05:00 by the device's clock.
    private static let nights = MaintenanceWindow(rules: [
        .init(startMinute: 20 * 60, endMinute: 5 * 60)
    ])

    /// Where it is needed, with half an hour of warning, to be put off three times by an hour.
    private static let gentleReboot = RebootPolicy(
        mode: .ifNeeded,
        countdownMinutes: 30,
        deferral: DeferralPolicy(count: 3, intervalMinutes: 60)
    )

    private static func make(
        _ number: Int64,
        _ name: String,
        _ summary: String,
        _ settings: (inout DeploymentPolicy) -> Void
    ) -> DeploymentPolicy {
        var policy = DeploymentPolicy(
            id: Identity(derivedFrom: "deployment policy\n\(name)"),
            number: number,
            tenant: nil,
            path: nil,
            name: name,
            summary: summary
        )
        policy.retries = RetryPolicy(count: 2)
        policy.messages.reboot = "Updates were installed, and this computer needs a restart."
        settings(&policy)
        return policy
    }
}
