// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension DeploymentPolicy {
    /// The most scripts before, and the most after.
    package static let actionsMax = 20

    /// Refuses a policy that cannot be, naming the first setting that is wrong.
    package func validate() throws(SettingError) {
        guard name.contains(where: { !$0.isWhitespace }) else {
            throw SettingError("name", "a policy needs a name")
        }
        try SettingError.require(name.unicodeScalars.count, in: 1...256, "name.length")
        if let window {
            do { try window.validate() } catch { throw error.inside("window") }
        }
        if let runTimeoutMinutes {
            try SettingError.require(runTimeoutMinutes, in: 1...10_080, "runTimeoutMinutes")
        }
        if case .asSoonAsPossible(let minutes) = downloadAhead {
            try SettingError.require(minutes, in: 0...120, "downloadAhead.spreadMinutes")
        }
        try SettingError.require(silentAfterMinutes, in: 5...10_080, "silentAfterMinutes")
        try SettingError.require(startCountdownMinutes, in: 0...1_440, "startCountdownMinutes")
        do { try startDeferral?.validate() } catch { throw error.inside("startDeferral") }
        do { try reboot.validate() } catch { throw error.inside("reboot") }
        do { try retries.validate() } catch { throw error.inside("retries") }
        try Self.validate(before, "before")
        try Self.validate(after, "after")
    }

    /// Refuses scripts that are too many, too large or without a time limit.
    private static func validate(
        _ actions: [OrderAction],
        _ field: String
    ) throws(SettingError) {
        try SettingError.require(actions.count, in: 0...actionsMax, "\(field).count")
        for (index, action) in actions.enumerated() {
            for (name, script) in [
                ("script", action.script), ("verification", action.verification),
                ("undo", action.undo),
            ] {
                guard let script else { continue }
                let place = "\(field)[\(index)].\(name)"
                try SettingError.require(
                    script.text.utf8.count,
                    in: 1...Script.bytesMax,
                    "\(place).bytes"
                )
                try SettingError.require(
                    script.timeoutSeconds,
                    in: 1...86_400,
                    "\(place).timeoutSeconds"
                )
            }
        }
    }
}

extension DeferralPolicy {
    /// Refuses numbers out of their ranges.
    package func validate() throws(SettingError) {
        try SettingError.require(count, in: 1...99, "count")
        try SettingError.require(intervalMinutes, in: 1...10_080, "intervalMinutes")
    }
}

extension RebootPolicy {
    /// Refuses numbers out of their ranges.
    package func validate() throws(SettingError) {
        try SettingError.require(countdownMinutes, in: 0...1_440, "countdownMinutes")
        do { try deferral?.validate() } catch { throw error.inside("deferral") }
    }
}

extension RetryPolicy {
    /// Refuses numbers out of their ranges, and shares that are larger than the whole.
    package func validate() throws(SettingError) {
        try SettingError.require(count, in: 0...10, "count")
        try SettingError.require(perStartup, in: 0...min(9, count), "perStartup")
        try SettingError.require(perRefresh, in: 0...min(9, count), "perRefresh")
        try SettingError.require(firstDelaySeconds, in: 0...604_800, "firstDelaySeconds")
        try SettingError.require(factor, in: 1...10, "factor")
        try SettingError.require(delayMaxSeconds, in: 0...604_800, "delayMaxSeconds")
    }
}
