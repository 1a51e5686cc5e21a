// SPDX-License-Identifier: Apache-2.0
package import Domain

extension Stream {
    /// What people call the release or the product: `Debian 12`, `AlmaLinux 9`, `macOS 15`,
    /// `Windows Server 2022`; of someone else's repository its owner and suite.
    ///
    /// A family that is not known keeps its name, with a blank for the colon.
    package var product: String {
        switch family {
        case "windows", "apt": return words(release)
        case "suse": return suse
        default:
            let name = Self.publishers[family]?.product ?? String(family)
            let version = words(release)
            return version.isEmpty ? name : "\(name) \(version)"
        }
    }

    /// Who publishes the fixes: `Microsoft`, `Apple`, a distribution, the owner of a repository;
    /// `nil` for a family that is not known.
    package var vendor: String? {
        guard family == "apt" else { return Self.publishers[family]?.vendor }
        let owner = release.prefix { $0 != ":" }
        return owner.isEmpty ? nil : String(owner)
    }

    /// What stands after the first colon: `12`, `Windows Server 2022`, `NodeSource:nodistro`.
    var release: Substring { rawValue.dropFirst(family.utf8.count + 1) }

    private func words(_ text: Substring) -> String {
        text.split(separator: ":").joined(separator: " ")
    }

    /// SUSE's products have names of their own: `suse:sles:15.5`.
    private var suse: String {
        let parts = release.split(separator: ":")
        guard let first = parts.first else { return "SUSE" }
        let name = Self.suseProducts[first] ?? "SUSE \(first)"
        return ([name] + parts.dropFirst().map(String.init)).joined(separator: " ")
    }

    private static let suseProducts: [Substring: String] = [
        "sles": "SUSE Linux Enterprise Server", "sled": "SUSE Linux Enterprise Desktop",
        "sle": "SUSE Linux Enterprise", "sle-micro": "SUSE Linux Enterprise Micro",
    ]

    /// What the families call themselves, and who stands behind them.
    private static let publishers: [Substring: (product: String, vendor: String)] = [
        "debian": ("Debian", "Debian"), "ubuntu": ("Ubuntu", "Ubuntu"),
        "almalinux": ("AlmaLinux", "AlmaLinux"), "rocky": ("Rocky Linux", "Rocky Linux"),
        "rhel": ("Red Hat Enterprise Linux", "Red Hat"),
        "rhel-eus": ("Red Hat Enterprise Linux EUS", "Red Hat"),
        "rhel-aus": ("Red Hat Enterprise Linux AUS", "Red Hat"),
        "rhel-tus": ("Red Hat Enterprise Linux TUS", "Red Hat"),
        "rhel-e4s": ("Red Hat Enterprise Linux E4S", "Red Hat"),
        "centos": ("CentOS", "CentOS"), "fedora": ("Fedora", "Fedora"),
        "oraclelinux": ("Oracle Linux", "Oracle"), "ol": ("Oracle Linux", "Oracle"),
        "amazonlinux": ("Amazon Linux", "Amazon"), "amzn": ("Amazon Linux", "Amazon"),
        "suse": ("SUSE", "SUSE"), "sles": ("SUSE Linux Enterprise Server", "SUSE"),
        "opensuse": ("openSUSE", "openSUSE"), "opensuse-leap": ("openSUSE Leap", "openSUSE"),
        "opensuse-tumbleweed": ("openSUSE Tumbleweed", "openSUSE"),
        "openeuler": ("openEuler", "openEuler"), "mariner": ("CBL-Mariner", "Microsoft"),
        "azurelinux": ("Azure Linux", "Microsoft"), "windows": ("Windows", "Microsoft"),
        "macos": ("macOS", "Apple"),
    ]
}
