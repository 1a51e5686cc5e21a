// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Domain

@Suite struct ReleaseSupportTests {
    /// A time written as `2028-06-30T23:59:59`, in UTC.
    private func time(_ text: String) throws -> Timestamp {
        let date = try Date(text + "Z", strategy: .iso8601)
        return Timestamp(milliseconds: Int64(date.timeIntervalSince1970) * 1_000)
    }

    private func expectEnd(_ stream: String, on day: String, paid: Bool = false) throws {
        let stream = Stream(rawValue: stream)
        let start = try time(day + "T00:00:00")
        let next = start + .seconds(86_400)
        #expect(
            ReleaseSupport.end(of: stream, withSubscription: paid) == next - .milliseconds(1)
        )
        for (moment, isEnded) in [
            (start - .milliseconds(1), false), (start, false), (next - .milliseconds(1), false),
            (next, true), (next + .seconds(86_400), true),
        ] {
            #expect(
                ReleaseSupport.isEnded(stream, at: moment, withSubscription: paid) == isEnded
            )
        }
    }

    @Test(
        "a Linux distribution's support ends with a day",
        arguments: [
            ("debian:6", "2016-02-29"), ("debian:10", "2024-06-30"), ("debian:11", "2026-08-31"),
            ("debian:12", "2028-06-30"), ("debian:13", "2030-06-30"), ("debian:4", "2010-02-15"),
            ("ubuntu:14.04", "2019-04-25"), ("ubuntu:20.04", "2025-05-29"),
            ("ubuntu:22.04", "2027-06-01"), ("ubuntu:24.04", "2029-05-31"),
            ("ubuntu:24.10", "2025-07-10"), ("ubuntu:26.04", "2031-05-29"),
            ("almalinux:8", "2029-05-31"), ("almalinux:9", "2032-05-31"),
            ("almalinux:10", "2035-05-31"), ("rocky:8", "2029-05-31"), ("rocky:9", "2032-05-31"),
            ("rocky:10", "2035-05-31"), ("rhel:6", "2020-11-30"), ("rhel:7", "2024-06-30"),
            ("rhel:8", "2029-05-31"), ("rhel:9", "2032-05-31"), ("rhel:10", "2035-05-31"),
            ("centos:6", "2020-11-30"), ("centos:7", "2024-06-30"), ("centos:8", "2021-12-31"),
            ("centos:9", "2027-05-31"), ("amazonlinux:1", "2023-12-31"),
            ("amazonlinux:2018.03", "2023-12-31"), ("amazonlinux:2", "2026-06-30"),
            ("amazonlinux:2023", "2029-06-30"),
            ("suse:SUSE Linux Enterprise Server 12 SP5", "2024-10-31"),
            ("suse:SUSE Linux Enterprise Server 15", "2019-12-31"),
            ("suse:SUSE Linux Enterprise Server 15 SP7", "2031-07-31"),
            ("suse:openSUSE Leap 15.6", "2026-04-30"), ("opensuse:15.5", "2024-12-31"),
            ("opensuse:Leap 16.0", "2027-10-31"), ("opensuse:openSUSE Leap 42.3", "2019-07-01"),
        ]
    )
    func linux(stream: String, day: String) throws { try expectEnd(stream, on: day) }

    @Test(
        "Windows ends with the last edition that gets updates under the name",
        arguments: [
            ("Windows 7 for x64-based Systems Service Pack 1", "2020-01-14"),
            ("Windows 7 for 32-bit Systems", "2013-04-09"),
            ("Windows 8.1 for x64-based systems", "2023-01-10"),
            ("Windows 10 for 32-bit Systems", "2025-10-14"),
            ("Windows 10 Version 1607 for x64-based Systems", "2026-10-13"),
            ("Windows 10 Version 1607 for x64-based Systems  ", "2026-10-13"),
            ("Windows 10 Version 1809 for ARM64-based Systems", "2029-01-09"),
            ("Windows 10 Version 2004 for x64-based Systems", "2021-12-14"),
            ("Windows 10 Version 21H2 for 32-bit Systems", "2032-01-13"),
            ("Windows 10 Version 22H2 for x64-based Systems", "2025-10-14"),
            ("Windows 11 version 21H2 for x64-based Systems", "2024-10-08"),
            ("Windows 11 Version 23H2 for ARM64-based Systems", "2026-11-10"),
            ("Windows 11 Version 24H2 for x64-based Systems", "2034-10-10"),
            ("Windows Server 2008 for 32-bit Systems Service Pack 2", "2020-01-14"),
            (
                "Windows Server 2008 R2 for x64-based Systems Service Pack 1"
                    + " (Server Core installation)", "2020-01-14"
            ),
            ("Windows Server 2008 R2 for Itanium-Based Systems Service Pack 1", "2020-01-14"),
            ("Windows Server 2008 for x64-based Systems (Server Core installation)", "2011-07-12"),
            ("Windows Server 2012", "2023-10-10"),
            ("Windows Server 2012 R2 (server core installation)", "2023-10-10"),
            ("Windows Server 2016 (Server Core installation)", "2027-01-12"),
            ("Windows Server 2019", "2029-01-09"), ("Windows Server 2022", "2031-10-14"),
            ("Windows Server 2022, 23H2 Edition (Server Core installation)", "2025-10-24"),
            ("Windows Server 2025 (Server Core installation)", "2034-11-14"),
            ("Windows Server, version 20H2 (Server Core Installation)", "2022-08-09"),
        ]
    )
    func windows(product: String, day: String) throws {
        try expectEnd("windows:" + product, on: day)
    }

    @Test(
        "who pays for the time after has a later end, where there is one",
        arguments: [
            ("ubuntu:14.04", "2024-04-25"), ("ubuntu:16.04", "2026-04-23"),
            ("ubuntu:20.04", "2030-04-23"), ("ubuntu:24.04", "2034-04-25"),
            ("ubuntu:24.10", "2025-07-10"), ("debian:12", "2028-06-30"),
            ("rhel:7", "2024-06-30"),
            ("suse:SUSE Linux Enterprise Server 15 SP5", "2027-12-31"),
            ("windows:Windows 7 for x64-based Systems Service Pack 1", "2023-01-10"),
            ("windows:Windows 7 for x64-based Systems", "2013-04-09"),
            ("windows:Windows 10 Version 22H2 for x64-based Systems", "2028-10-10"),
            ("windows:Windows Server 2012 R2 (Server Core installation)", "2026-10-13"),
            ("windows:Windows Server 2016", "2027-01-12"),
        ]
    )
    func paid(stream: String, day: String) throws { try expectEnd(stream, on: day, paid: true) }

    @Test("SUSE's name of its subscribers' updates says itself that they are paid for")
    func serviceOfSUSE() throws {
        for mark in ["-LTSS", " LTSS"] {
            let stream = "suse:SUSE Linux Enterprise Server 15 SP3" + mark
            try expectEnd(stream, on: "2025-12-31")
            try expectEnd(stream, on: "2025-12-31", paid: true)
        }
        try expectEnd("suse:SUSE Linux Enterprise Server 15 SP3", on: "2022-12-31")
    }

    @Test(
        "of anything else nothing is known, and it has not ended either",
        arguments: [
            "", "debian", "debian:", "debian:sid", "debian:unstable", "debian:14", "debian:12.5",
            "ubuntu:22", "ubuntu:noble", "almalinux:9.4", "almalinux:11", "rhel:5", "rhel:8.4",
            "centos:10", "fedora:40", "oraclelinux:8", "amazonlinux:2022", "suse:",
            "suse:openSUSE Tumbleweed", "suse:SUSE Linux Enterprise Server",
            "suse:SUSE Linux Enterprise Server 15 SP8-LTSS",
            "suse:SUSE Linux Enterprise Server for SAP Applications 15 SP5",
            "suse:SUSE Linux Enterprise Module for Basesystem 15 SP5", "opensuse:15.7",
            "macos:15", "apt:NodeSource:nodistro", "windows:", "windows:Windows 10",
            "windows:Windows 11", "windows:Windows 10 Version 1809 for HoloLens",
            "windows:Windows 10 Version 23H2 for x64-based Systems", "windows:Windows Server 2003",
            "windows:Internet Explorer 11 on Windows 7 for x64-based Systems Service Pack 1",
        ]
    )
    func unknown(stream: String) {
        let stream = Stream(rawValue: stream)
        let future = Timestamp(milliseconds: .max)
        for paid in [false, true] {
            #expect(ReleaseSupport.end(of: stream, withSubscription: paid) == nil)
            #expect(!ReleaseSupport.isEnded(stream, at: future, withSubscription: paid))
        }
    }

    @Test("every day of the tables is one, and a paid end is the later one")
    func tablesHoldDays() throws {
        let tables = [
            ReleaseSupport.debian, ReleaseSupport.ubuntu, ReleaseSupport.enterprise,
            ReleaseSupport.enterpriseServer, ReleaseSupport.leap, ReleaseSupport.windows,
        ]
        #expect(tables.map(\.count) == [12, 30, 19, 14, 11, 41])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for (release, days) in tables.joined() {
            #expect(days.lastPaid ?? .max > days.last, "\(release)")
            for day in [days.last, days.lastPaid].compactMap({ $0 }) {
                let parts = DateComponents(
                    calendar: calendar,
                    year: Int(day / 10_000),
                    month: Int(day / 100 % 100),
                    day: Int(day % 100)
                )
                #expect(parts.isValidDate, "\(release): \(day)")
                #expect((2006...2040).contains(day / 10_000), "\(release): \(day)")
            }
        }
    }
}
