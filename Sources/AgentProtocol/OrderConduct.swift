// SPDX-License-Identifier: Apache-2.0

/// How an agent goes about an order: what it asks, says and runs around it, and how it restarts.
package struct OrderConduct: Codable, Sendable, Equatable {
    /// What to run before anything is changed, in order.
    package var before: [OrderAction]
    /// What to run after the packages are settled, in order.
    package var after: [OrderAction]
    /// Whether the other patches go on when one has failed.
    package var continuesOnFailure: Bool
    /// Whether to begin although the machine waits for a restart; otherwise the order is blocked.
    package var runsWithPendingReboot: Bool
    /// How long logged-on users are warned before the start, in seconds; 0 begins at once.
    package var startCountdownSeconds: Int
    /// How often and how long a user may put the start off; absent means not at all.
    package var startDeferral: Deferral?
    /// What users are told.
    package var messages: UserMessages
    /// How and whether to restart.
    package var reboot: RebootConduct
    /// The most that the start of a download is delayed at random, in seconds.
    package var downloadSpreadSeconds: Int

    /// Makes a conduct that only installs: no scripts, no messages, no restart.
    package init() {
        before = []
        after = []
        continuesOnFailure = true
        runsWithPendingReboot = true
        startCountdownSeconds = 0
        startDeferral = nil
        messages = UserMessages()
        reboot = RebootConduct()
        downloadSpreadSeconds = 0
    }
}

/// How often, and for how long each time, a user may put something off.
package struct Deferral: Codable, Sendable, Hashable {
    /// How often, from 1.
    package var count: Int
    /// How long each time, in seconds.
    package var intervalSeconds: Int

    /// Makes a deferral.
    package init(count: Int, intervalSeconds: Int) {
        self.count = count
        self.intervalSeconds = intervalSeconds
    }
}

/// What the users of a machine are told; an absent text is not shown.
package struct UserMessages: Codable, Sendable, Hashable {
    /// Before the installation.
    package var before: String?
    /// While it runs.
    package var during: String?
    /// When it has ended.
    package var after: String?
    /// Before a restart.
    package var reboot: String?

    /// Makes messages.
    package init(
        before: String? = nil,
        during: String? = nil,
        after: String? = nil,
        reboot: String? = nil
    ) {
        self.before = before
        self.during = during
        self.after = after
        self.reboot = reboot
    }
}

/// How and whether a machine is restarted after an order.
package struct RebootConduct: Codable, Sendable, Hashable {
    /// When a restart takes place.
    package enum Mode: String, Codable, Sendable, CaseIterable {
        /// Never; the need is reported.
        case never
        /// Where the installed software needs it.
        case ifNeeded
        /// After every order that changed something.
        case always
        /// The machine is switched off instead, after every order that changed something.
        case shutdown
    }

    /// When.
    package var mode: Mode
    /// Whether it must begin before ``windowEndsAt``; otherwise it may come at any time.
    package var isInsideWindow: Bool
    /// When the window ends, in milliseconds since 1970; absent means there is none.
    package var windowEndsAt: Int64?
    /// How long logged-on users are warned, in seconds; nobody logged on means no countdown.
    package var countdownSeconds: Int
    /// How often and how long a user may put it off; absent means not at all.
    package var deferral: Deferral?
    /// Whether it waits while someone is logged on.
    package var waitsForUsers: Bool

    /// Makes the conduct of a machine that is never restarted.
    package init(mode: Mode = .never) {
        self.mode = mode
        isInsideWindow = false
        windowEndsAt = nil
        countdownSeconds = 0
        deferral = nil
        waitsForUsers = false
    }
}
