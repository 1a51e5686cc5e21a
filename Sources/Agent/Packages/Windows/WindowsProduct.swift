// SPDX-License-Identifier: Apache-2.0

/// What Windows says of itself, mostly in the registry's `Windows NT\CurrentVersion`.
struct WindowsSystem: Sendable, Equatable {
    /// `ProductName`, for example `Windows 10 Pro`, which it also is on Windows 11.
    var productName = ""
    /// `CurrentBuildNumber`, for example `19045`.
    var build = ""
    /// `UBR`: the number of the build's last cumulative update.
    var revision: Int64 = 0
    /// `CurrentMajorVersionNumber` and the minor one, `10.0`, or the older `CurrentVersion`, `6.3`.
    var kernel = ""
    /// `InstallationType`: `Client`, `Server`, `Server Core`, `Nano Server`.
    var kind = ""
    /// `PROCESSOR_ARCHITECTURE` of the machine: `AMD64`, `x86`, `ARM64`.
    var processor = ""

    /// The full version, for example `10.0.19045.2965`.
    var version: String { "\(kernel).\(build).\(revision)" }

    /// The architecture as an imported inventory has it.
    var architecture: String {
        switch processor.lowercased() {
        case "amd64": "x86_64"
        case "arm64": "arm64"
        default: processor.lowercased()
        }
    }

    /// The stream of its updates, and whether the product is one that the vendor's data is known to
    /// name; another one gets a stream of its own, for which no feed has patches.
    var stream: (name: String, isKnown: Bool) {
        if let product = WindowsProduct.name(of: self) { return ("windows:\(product)", true) }
        return ("windows:\(productName) (build \(build))", false)
    }
}

/// The names of Windows in Microsoft's advisories.
///
/// The spelling is that of the Security Update Guide, and where it has two, the one of most rows:
/// "systems" for Windows 8.1, "version" for some releases, "Installation" for some Server releases.
/// Builds are those of Microsoft's release histories ("Windows 11 release information" and others).
/// The build decides, because `ProductName` does not: Windows 11 calls itself Windows 10 there.
enum WindowsProduct {
    /// The name of a system; `nil` where the tables lack it.
    static func name(of system: WindowsSystem) -> String? {
        switch system.kind {
        case "Client": client(system)
        case "Server": servers[system.build].map { expand($0, system) } ?? nil
        case "Server Core": core(system)
        default: nil
        }
    }

    private static func client(_ system: WindowsSystem) -> String? {
        guard let pattern = clients[system.build] else { return nil }
        if system.build == "28000", system.processor.lowercased() == "arm64" {
            // This release is spelled in two ways, by the machine.
            return expand("Windows 11 Version 26H1 for # Systems", system)
        }
        return expand(pattern, system)
    }

    private static func core(_ system: WindowsSystem) -> String? {
        if let name = coreOnly[system.build] { return name }
        guard let name = servers[system.build].flatMap({ expand($0, system) }) else { return nil }
        return name + " (Server Core installation)"
    }

    /// A pattern with the machine in the place of `#`; `nil` for a machine without a name.
    private static func expand(_ pattern: String, _ system: WindowsSystem) -> String? {
        guard pattern.contains("#") else { return pattern }
        let machine: String? =
            switch system.processor.lowercased() {
            case "amd64": "x64-based"
            case "arm64": "ARM64-based"
            case "x86": "32-bit"
            default: nil
            }
        return machine.map { pattern.replacing("#", with: $0) }
    }

    private static let clients: [String: String] = [
        "7600": "Windows 7 for # Systems",
        "7601": "Windows 7 for # Systems Service Pack 1",
        "9200": "Windows 8 for # Systems",
        "9600": "Windows 8.1 for # systems",
        "10240": "Windows 10 for # Systems",
        "10586": "Windows 10 Version 1511 for # Systems",
        "14393": "Windows 10 Version 1607 for # Systems",
        "15063": "Windows 10 Version 1703 for # Systems",
        "16299": "Windows 10 Version 1709 for # Systems",
        "17134": "Windows 10 Version 1803 for # Systems",
        "17763": "Windows 10 Version 1809 for # Systems",
        "18362": "Windows 10 Version 1903 for # Systems",
        "18363": "Windows 10 Version 1909 for # Systems",
        "19041": "Windows 10 Version 2004 for # Systems",
        "19042": "Windows 10 Version 20H2 for # Systems",
        "19043": "Windows 10 Version 21H1 for # Systems",
        "19044": "Windows 10 Version 21H2 for # Systems",
        "19045": "Windows 10 Version 22H2 for # Systems",
        "22000": "Windows 11 version 21H2 for # Systems",
        "22621": "Windows 11 Version 22H2 for # Systems",
        "22631": "Windows 11 Version 23H2 for # Systems",
        "26100": "Windows 11 Version 24H2 for # Systems",
        "26200": "Windows 11 Version 25H2 for # Systems",
        "28000": "Windows 11 version 26H1 for # Systems",
    ]

    private static let servers: [String: String] = [
        "6002": "Windows Server 2008 for # Systems Service Pack 2",
        "6003": "Windows Server 2008 for # Systems Service Pack 2",
        "7600": "Windows Server 2008 R2 for # Systems",
        "7601": "Windows Server 2008 R2 for # Systems Service Pack 1",
        "9200": "Windows Server 2012",
        "9600": "Windows Server 2012 R2",
        "14393": "Windows Server 2016",
        "17763": "Windows Server 2019",
        "20348": "Windows Server 2022",
        "26100": "Windows Server 2025",
    ]

    /// Releases without a desktop.
    private static let coreOnly: [String: String] = [
        "16299": "Windows Server, version 1709 (Server Core Installation)",
        "17134": "Windows Server, version 1803 (Server Core Installation)",
        "18362": "Windows Server, version 1903 (Server Core installation)",
        "18363": "Windows Server, version 1909 (Server Core installation)",
        "19041": "Windows Server, version 2004 (Server Core installation)",
        "19042": "Windows Server, version 20H2 (Server Core Installation)",
        "25398": "Windows Server 2022, 23H2 Edition (Server Core installation)",
    ]
}
