// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Glibc

/// Reads what the agent tells of its machine; whatever cannot be read stays unknown.
///
/// Never asks the network: a name service that does not answer would stop the agent.
struct HostFacts: Sendable {
    /// The root folder whose release is told; empty for the machine itself.
    let root: String

    /// Everything but the need for a restart, which the package manager knows; `now` is in
    /// milliseconds since 1970.
    func read(now: Int64, reboot: RebootNeed) -> DeviceFacts {
        let release = try? OSRelease(root: root)
        let kernel = RunningKernel.current()
        let names = HostNames.read()
        let interfaces = NetworkInterfaces.read(root: root)
        var facts = DeviceFacts(
            hostName: names.short,
            operatingSystem: release?.prettyName,
            ipAddresses: interfaces.ipAddresses,
            macAddresses: interfaces.macAddresses,
            loggedOnUsers: LoggedOnUsers.read(root: root),
            agentVersion: Agent.version,
            reboot: reboot
        )
        facts.fullyQualifiedName = names.full
        facts.domain = names.domain
        facts.operatingSystemVersion = pointRelease(release)
        facts.machine = kernel.machine
        facts.runningKernel = kernel.release
        facts.bootedAt = bootTime()
        facts.utcOffsetMinutes = utcOffset(at: now)
        facts.timeZone = TimeZoneName.read(root: root)
        facts.bootID = BootIdentity.read(root: root)
        facts.interfaces = interfaces.all
        facts.hardware = Hardware.read(root: root)
        facts.lastLoggedOnUser = LoggedOnUsers.last(root: root)
        return facts
    }

    /// Debian writes its point release into a file of its own; others have `VERSION_ID` alone.
    private func pointRelease(_ release: OSRelease?) -> String? {
        if release?.fields["ID"] == "debian",
            let bytes = try? DurableFile.read(root + "/etc/debian_version")
        {
            let text = String(decoding: bytes, as: UTF8.self).trimmed
            if !text.isEmpty { return text }
        }
        return release?.fields["VERSION_ID"]
    }

    /// The line `btime` of proc(5), in seconds since 1970.
    private func bootTime() -> Int64? {
        guard let bytes = try? DurableFile.read("/proc/stat") else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("btime ") {
            return Int64(line.dropFirst("btime ".count)).map { $0 * 1_000 }
        }
        return nil
    }

    /// By the C library: the calendar of Foundation would cost megabytes.
    private func utcOffset(at now: Int64) -> Int? {
        var seconds = time_t(now / 1_000)
        var parts = tm()
        tzset()
        guard localtime_r(&seconds, &parts) != nil else { return nil }
        return parts.tm_gmtoff / 60
    }
}
