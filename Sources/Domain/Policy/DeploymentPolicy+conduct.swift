// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension DeploymentPolicy {
    /// What the agent of a device is told of this policy.
    ///
    /// - Parameters:
    ///   - end: When the device's window ends; `nil` where it has none, or it is never shut.
    ///   - isServer: Whether the device is a server, which ``RebootPolicy/excludesServers`` asks.
    /// - Returns: The conduct, in seconds and absolute times.
    package func conduct(windowEndsAt end: Timestamp?, isServer: Bool = false) -> OrderConduct {
        var conduct = OrderConduct()
        conduct.before = before
        conduct.after = after
        conduct.continuesOnFailure = continuesOnFailure
        conduct.runsWithPendingReboot = runsWithPendingReboot
        conduct.startCountdownSeconds = startCountdownMinutes * 60
        conduct.startDeferral = startDeferral?.deferral
        conduct.messages = messages
        conduct.reboot = reboot.conduct(windowEndsAt: end, isServer: isServer)
        conduct.downloadSpreadSeconds = downloadAhead.spreadSeconds
        return conduct
    }
}

extension RebootPolicy {
    /// What the agent of a device is told of this policy.
    package func conduct(windowEndsAt end: Timestamp?, isServer: Bool) -> RebootConduct {
        guard mode != .never, !(excludesServers && isServer) else { return RebootConduct() }
        var conduct = RebootConduct(mode: mode)
        conduct.isInsideWindow = isInsideWindow
        // The last timestamp is the end of a window that is never shut, which is none.
        if let end, end.milliseconds < .max { conduct.windowEndsAt = end.milliseconds }
        conduct.countdownSeconds = countdownMinutes * 60
        conduct.deferral = deferral?.deferral
        conduct.waitsForUsers = waitsForUsers
        return conduct
    }
}
