// SPDX-License-Identifier: Apache-2.0

extension ReleaseSupport {
    /// Debian by major version (Debian's `distro-info-data`, `debian.csv`).
    ///
    /// The end is that of long-term support (`eol-lts`), because its advisories (DLA) are free for
    /// everyone; where there was none, it is that of the security team's (`eol`).
    static let debian: [String: Days] = [
        "3.0": Days(2006_06_30),
        "3.1": Days(2008_03_31),
        "4": Days(2010_02_15),
        "5": Days(2012_02_06),
        "6": Days(2016_02_29),
        "7": Days(2018_05_31),
        "8": Days(2020_06_30),
        "9": Days(2022_06_30),
        "10": Days(2024_06_30),
        "11": Days(2026_08_31),
        "12": Days(2028_06_30),
        "13": Days(2030_06_30),
    ]

    /// Ubuntu by version (Debian's `distro-info-data`, `ubuntu.csv`).
    ///
    /// The end for everyone is that of the standard support of servers (`eol-server`, else `eol`);
    /// with Ubuntu Pro it is that of the expanded security maintenance (`eol-esm`). The legacy
    /// support that is sold on top of it is not counted.
    static let ubuntu: [String: Days] = [
        "12.04": Days(2017_04_28, paid: 2019_04_26),
        "12.10": Days(2014_05_16),
        "13.04": Days(2014_01_27),
        "13.10": Days(2014_07_17),
        "14.04": Days(2019_04_25, paid: 2024_04_25),
        "14.10": Days(2015_07_23),
        "15.04": Days(2016_02_04),
        "15.10": Days(2016_07_28),
        "16.04": Days(2021_04_30, paid: 2026_04_23),
        "16.10": Days(2017_07_20),
        "17.04": Days(2018_01_13),
        "17.10": Days(2018_07_19),
        "18.04": Days(2023_05_31, paid: 2028_04_26),
        "18.10": Days(2019_07_18),
        "19.04": Days(2020_01_23),
        "19.10": Days(2020_07_17),
        "20.04": Days(2025_05_29, paid: 2030_04_23),
        "20.10": Days(2021_07_22),
        "21.04": Days(2022_01_20),
        "21.10": Days(2022_07_14),
        "22.04": Days(2027_06_01, paid: 2032_04_21),
        "22.10": Days(2023_07_20),
        "23.04": Days(2024_01_25),
        "23.10": Days(2024_07_11),
        "24.04": Days(2029_05_31, paid: 2034_04_25),
        "24.10": Days(2025_07_10),
        "25.04": Days(2026_01_15),
        "25.10": Days(2026_07_09),
        "26.04": Days(2031_05_29, paid: 2036_04_23),
        "26.10": Days(2027_07_15),
    ]
}
