// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// What an asset runs, in the vendor's words.
enum AssetSystem {
    /// `osIdentifier`: `RHEL8`, `DEBIAN12`, `UBUNTU2404`, `WINDOWSSERVER2022`.
    ///
    /// The vendor's sample shows `RHEL8` for Red Hat Enterprise Linux 8.6 and no list of the others
    /// is known. Here it is the release that fixes belong to, in capitals and without anything but
    /// letters and digits; the family's name is left out for Windows, whose products carry it.
    static func identifier(of stream: Stream) -> String {
        let isWindows = stream.family == "windows"
        let name = isWindows ? stream.rawValue.dropFirst("windows:".count) : stream.rawValue[...]
        return name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// `version`: what the agent tells, or else the release's number; `nil` where neither says.
    static func version(of device: Device) -> String? {
        if let told = device.facts.operatingSystemVersion { return told }
        guard let stream = device.stream, stream.family != "windows" else { return nil }
        let release = stream.rawValue.split(separator: ":").last ?? ""
        return release.first?.isNumber == true ? String(release) : nil
    }
}
