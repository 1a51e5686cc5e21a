// SPDX-License-Identifier: Apache-2.0

extension ReleaseSupport {
    /// Windows by the name that Microsoft's advisories use, in lower case and without the machine
    /// that it is for (Microsoft's "Search Product and Services Lifecycle Information").
    ///
    /// Where editions end on different days, it is the last of them, because updates appear under
    /// the product's name until then: Enterprise and Education after Home and Pro, and after both,
    /// where there is one, the edition of the Long-Term Servicing Channel (Windows 10 versions
    /// 1507, 1607, 1809 and 21H2, Windows 11 version 24H2), of which IoT Enterprise comes last.
    /// Windows under the Fixed Lifecycle Policy ends with extended support.
    ///
    /// The paid end is that of the last year of Extended Security Updates (ESU) outside of Azure.
    /// They are published under the same product names, but only enrolled machines install them.
    static let windows: [String: Days] = [
        "windows 7": Days(2013_04_09),
        "windows 7 service pack 1": Days(2020_01_14, paid: 2023_01_10),
        "windows 8": Days(2016_01_12),
        "windows 8.1": Days(2023_01_10),
        "windows 10": Days(2025_10_14),
        "windows 10 version 1511": Days(2017_10_10),
        "windows 10 version 1607": Days(2026_10_13),
        "windows 10 version 1703": Days(2019_10_08),
        "windows 10 version 1709": Days(2020_10_13),
        "windows 10 version 1803": Days(2021_05_11),
        "windows 10 version 1809": Days(2029_01_09),
        "windows 10 version 1903": Days(2020_12_08),
        "windows 10 version 1909": Days(2022_05_10),
        "windows 10 version 2004": Days(2021_12_14),
        "windows 10 version 20h2": Days(2023_05_09),
        "windows 10 version 21h1": Days(2022_12_13),
        "windows 10 version 21h2": Days(2032_01_13),
        "windows 10 version 22h2": Days(2025_10_14, paid: 2028_10_10),
        "windows 11 version 21h2": Days(2024_10_08),
        "windows 11 version 22h2": Days(2025_10_14),
        "windows 11 version 23h2": Days(2026_11_10),
        "windows 11 version 24h2": Days(2034_10_10),
        "windows 11 version 25h2": Days(2028_10_10),
        "windows 11 version 26h1": Days(2029_03_13),
        "windows server 2008": Days(2011_07_12),
        "windows server 2008 service pack 2": Days(2020_01_14, paid: 2023_01_10),
        "windows server 2008 r2": Days(2013_04_09),
        "windows server 2008 r2 service pack 1": Days(2020_01_14, paid: 2023_01_10),
        "windows server 2012": Days(2023_10_10, paid: 2026_10_13),
        "windows server 2012 r2": Days(2023_10_10, paid: 2026_10_13),
        "windows server 2016": Days(2027_01_12),
        "windows server 2019": Days(2029_01_09),
        "windows server 2022": Days(2031_10_14),
        "windows server 2022, 23h2 edition": Days(2025_10_24),
        "windows server 2025": Days(2034_11_14),
        "windows server, version 1709": Days(2019_04_09),
        "windows server, version 1803": Days(2019_11_12),
        "windows server, version 1903": Days(2020_12_08),
        "windows server, version 1909": Days(2021_05_11),
        "windows server, version 2004": Days(2021_12_14),
        "windows server, version 20h2": Days(2022_08_09),
    ]

    /// What Microsoft's advisories call the machines that a product is for.
    private static let machines = [
        " for 32-bit systems", " for x64-based systems", " for arm64-based systems",
        " for itanium-based systems",
    ]

    /// The days of a product as Microsoft's advisories name it, for example `Windows 10 Version
    /// 22H2 for x64-based Systems` or `Windows Server 2019 (Server Core installation)`.
    ///
    /// `Windows 10 for x64-based Systems` is its first version, 1507; `Windows 10` alone may be
    /// any.
    static func windows(_ product: String) -> Days? {
        var name = product.lowercased()
        while name.last == " " { name.removeLast() }
        let core = " (server core installation)"
        if name.hasSuffix(core) { name.removeLast(core.count) }
        guard let machine = machines.first(where: { name.contains($0) }) else {
            return name == "windows 10" ? nil : windows[name]
        }
        return windows[name.replacing(machine, with: "", maxReplacements: 1)]
    }
}
