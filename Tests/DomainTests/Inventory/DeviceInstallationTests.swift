// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

@Suite struct DeviceInstallationTests {
    private func device() -> Device {
        Device(
            id: .init(derivedFrom: "web-1"),
            number: 1,
            site: .init(derivedFrom: "site"),
            path: TenantPath(root: 1),
            name: "web-1",
            facts: DeviceFacts(),
            enrolledAt: Samples.at(0),
            agentKey: nil
        )
    }

    @Test(
        "a name is dated from the inventory that brings it, unless that is the first",
        arguments: [
            // One word per inventory, a letter per name; the dates are the places of the words.
            ("", [:]), ("ab", [:]), ("ab ab", [:]), ("ab abc", ["c": 1]),
            ("ab abc abc", ["c": 1]), ("ab abc ab", [:]), ("ab abc ab abc", ["c": 3]),
            ("ab a ab", ["b": 2]), ("ab cd", ["c": 1, "d": 1]),
            ("ab cd acd", ["c": 1, "d": 1, "a": 2]),
            ("- ab", ["a": 1, "b": 1]), ("ab - ab", ["a": 2, "b": 2]),
        ] as [(String, [String: Int64])]
    )
    func dates(_ inventories: String, _ expected: [String: Int64]) {
        var device = device()
        var former: Set<String>?
        for (place, word) in inventories.split(separator: " ").enumerated() {
            let names = Set(word.filter { $0 != "-" }.map(String.init))
            device.noteInstallation(of: names, formerly: former, at: Samples.at(Int64(place)))
            former = names
        }
        #expect(device.installedSince == expected.mapValues(Samples.at))
        #expect(device.firstScannedAt == (inventories.isEmpty ? nil : Samples.at(0)))
    }

    @Test("the first scan keeps its date, and one that was not kept gets none later")
    func datesFirstScan() {
        var known = device()
        known.noteInstallation(of: ["a"], formerly: nil, at: Samples.at(1))
        known.noteInstallation(of: ["a"], formerly: nil, at: Samples.at(2))
        #expect(known.firstScannedAt == Samples.at(1))
        var undated = device()
        undated.noteInstallation(of: ["a", "b"], formerly: ["a"], at: Samples.at(2))
        #expect(undated.firstScannedAt == nil)
        #expect(undated.installedSince == ["b": Samples.at(2)])
    }
}
