// SPDX-License-Identifier: Apache-2.0

extension ReleaseSupport {
    /// The distributions of Red Hat's family, and Amazon Linux, by stream.
    ///
    /// - AlmaLinux: security support (its wiki, "Release Notes").
    /// - Amazon Linux: its FAQs, and `SUPPORT_END` in its os-release.
    /// - CentOS: 6 to 8 are CentOS Linux, 9 is CentOS Stream 9 (centos.org, "End of life"). CentOS
    ///   Stream 8, which calls itself 8 as well, went on until 2024-05-31.
    /// - Red Hat Enterprise Linux: the end of maintenance support (Red Hat's "Life Cycle"); what is
    ///   sold for the time after is not counted.
    /// - Rocky Linux: its wiki, "Version Guide", and `SUPPORT_END` in its os-release.
    static let enterprise: [String: Days] = [
        "almalinux:8": Days(2029_05_31),
        "almalinux:9": Days(2032_05_31),
        "almalinux:10": Days(2035_05_31),
        "amazonlinux:1": Days(2023_12_31),
        "amazonlinux:2018.03": Days(2023_12_31),
        "amazonlinux:2": Days(2026_06_30),
        "amazonlinux:2023": Days(2029_06_30),
        "centos:6": Days(2020_11_30),
        "centos:7": Days(2024_06_30),
        "centos:8": Days(2021_12_31),
        "centos:9": Days(2027_05_31),
        "rhel:6": Days(2020_11_30),
        "rhel:7": Days(2024_06_30),
        "rhel:8": Days(2029_05_31),
        "rhel:9": Days(2032_05_31),
        "rhel:10": Days(2035_05_31),
        "rocky:8": Days(2029_05_31),
        "rocky:9": Days(2032_05_31),
        "rocky:10": Days(2035_05_31),
    ]

    /// SUSE Linux Enterprise Server by service pack (suse.com, "Product Support Lifecycle").
    ///
    /// The end for everyone is "General Ends", the paid one "LTSS Ends".
    static let enterpriseServer: [String: Days] = [
        "12": Days(2016_06_30, paid: 2019_07_01),
        "12 SP1": Days(2017_05_31, paid: 2020_05_31),
        "12 SP2": Days(2018_03_31, paid: 2021_03_31),
        "12 SP3": Days(2019_06_30, paid: 2022_06_30),
        "12 SP4": Days(2020_06_30, paid: 2023_06_30),
        "12 SP5": Days(2024_10_31, paid: 2027_10_31),
        "15": Days(2019_12_31, paid: 2022_12_31),
        "15 SP1": Days(2021_01_31, paid: 2024_01_31),
        "15 SP2": Days(2021_12_31, paid: 2024_12_31),
        "15 SP3": Days(2022_12_31, paid: 2025_12_31),
        "15 SP4": Days(2023_12_31, paid: 2026_12_31),
        "15 SP5": Days(2024_12_31, paid: 2027_12_31),
        "15 SP6": Days(2025_12_31, paid: 2028_12_31),
        "15 SP7": Days(2031_07_31, paid: 2034_07_31),
    ]

    /// openSUSE Leap by version (openSUSE's wiki, "Lifetime").
    static let leap: [String: Days] = [
        "42.1": Days(2017_05_17),
        "42.2": Days(2018_01_26),
        "42.3": Days(2019_07_01),
        "15.0": Days(2019_12_03),
        "15.1": Days(2021_02_02),
        "15.2": Days(2022_01_04),
        "15.3": Days(2022_12_31),
        "15.4": Days(2023_12_07),
        "15.5": Days(2024_12_31),
        "15.6": Days(2026_04_30),
        "16.0": Days(2027_10_31),
    ]

    /// The days of a product as SUSE's advisories name it: `SUSE Linux Enterprise Server 15 SP5`,
    /// the same with `-LTSS`, which is what its subscribers get, `openSUSE Leap 15.6`, `15.6`.
    ///
    /// Streams name a release `sles:15.5` and `leap:15.6`.
    /// Modules, extensions and other products have life cycles of their own, and none here.
    static func suse(_ product: String) -> Days? {
        if let days = suseStream(product) { return days }
        let server = "SUSE Linux Enterprise Server "
        guard product.hasPrefix(server) else {
            let name = ["openSUSE Leap ", "Leap "].first { product.hasPrefix($0) } ?? ""
            return leap[String(product.dropFirst(name.count))]
        }
        let release = product.dropFirst(server.count)
        guard let mark = ["-LTSS", " LTSS"].first(where: { release.hasSuffix($0) }) else {
            return enterpriseServer[String(release)]
        }
        let days = enterpriseServer[String(release.dropLast(mark.count))]
        return days?.lastPaid.map { Days($0) }
    }

    /// The days of a release as streams name it: `sles:15.5` is service pack 5 of version 15.
    private static func suseStream(_ release: String) -> Days? {
        let parts = release.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "leap": return leap[String(parts[1])]
        case "sles":
            let version = parts[1].split(separator: ".", maxSplits: 1)
            return enterpriseServer[version.joined(separator: " SP")]
        default: return nil
        }
    }
}
