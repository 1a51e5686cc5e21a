// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services

/// What is installed on the machines of the nursery, and what they tell of themselves.
enum WorldSystems {
    /// Everything that an agent can tell.
    static var alderFacts: DeviceFacts {
        var facts = facts("alder", "Debian GNU/Linux 12 (bookworm)", "12.11")
        facts.ipAddresses = ["10.9.0.7", "2001:db8::7"]
        facts.macAddresses = ["02:00:00:00:00:07"]
        facts.interfaces = [
            NetworkInterface(
                name: "eth0",
                macAddress: "02:00:00:00:00:07",
                addresses: facts.ipAddresses,
                gateway: "10.9.0.1"
            )
        ]
        facts.hardware = Hardware(manufacturer: "Forge & Sons", model: "Anvil 7,1")
        facts.loggedOnUsers = ["smith", "striker"]
        facts.lastLoggedOnUser = "striker"
        facts.fullyQualifiedName = "alder.nursery.example"
        facts.domain = "nursery.example"
        facts.machine = "x86_64"
        facts.runningKernel = "6.1.8-forge"
        facts.bootedAt = (SteppingClock.start + .seconds(-9 * 86_400)).milliseconds
        facts.utcOffsetMinutes = 60
        facts.timeZone = "Europe/Berlin"
        facts.reboot = .needed(reasons: ["a newer kernel is installed"])
        return facts
    }

    static var birchFacts: DeviceFacts { facts("birch", "Debian GNU/Linux 12 (bookworm)", "12.11") }

    static var hollyFacts: DeviceFacts {
        var facts = facts("holly", "Microsoft Windows Server 2022 Standard", "10.0.20348")
        facts.machine = "AMD64"
        return facts
    }

    static let alder = debian(
        [
            ("hammer", "hammer", "1.9-1"), ("libhammer1", "hammer", "1.9-1"),
            ("linux-image-forge", "linux-forge", "6.1.8-1"), ("tongs", "tongs", "1.5-1"),
            ("bellows", "bellows", "3.0-1"), ("rasp", "rasp", "1.1-1"),
            ("ingot", "ingot", "6.0-1"), ("quench", "quench", "1.0-1"),
        ],
        held: "rasp",
        [WorldCatalogue.security, WorldCatalogue.main, WorldCatalogue.vendor]
    )

    static let birch = debian(
        [
            ("hammer", "hammer", "2.0-1"), ("libhammer1", "hammer", "2.0-1"),
            ("linux-image-forge", "linux-forge", "6.1.8-1"), ("tongs", "tongs", "1.4-1"),
            ("bellows", "bellows", "3.2-1"),
        ],
        [WorldCatalogue.security, WorldCatalogue.main]
    )

    static let holly = server(["KB5030001", "KB5030010"])

    /// The machines without agents.
    static let imported = ImportedFleet([
        "cedar": sources("debian:12", [("hammer", "2.0-1"), ("tongs", "1.5-1")]),
        "dogwood": sources("debian:99", [("hammer", "1.0-1")]),
        "fir": server([]),
    ])

    private static func facts(_ name: String, _ system: String, _ version: String) -> DeviceFacts {
        var facts = DeviceFacts(
            hostName: name,
            operatingSystem: system,
            agentVersion: "0.1.0",
            reboot: .notNeeded
        )
        facts.operatingSystemVersion = version
        return facts
    }

    private static func debian(
        _ packages: [(name: String, source: String, version: String)],
        held: String? = nil,
        _ origins: [PatchOrigin]
    ) -> Inventory {
        Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: packages.map {
                InstalledPackage(
                    name: $0.name,
                    architecture: "amd64",
                    version: $0.version,
                    source: $0.source,
                    isHeld: $0.name == held
                )
            },
            repositories: origins.map {
                Repository(
                    origin: $0.origin,
                    label: $0.label,
                    suite: $0.suite,
                    codename: $0.codename,
                    component: $0.component
                )
            }
        )
    }

    private static func server(_ articles: [String]) -> Inventory {
        Inventory(
            stream: WorldCatalogue.windows.rawValue,
            architecture: "AMD64",
            packages: articles.map {
                InstalledPackage(name: $0, architecture: nil, version: "", source: $0)
            },
            repositories: nil
        )
    }

    private static func sources(_ stream: String, _ sources: [(String, String)]) -> Inventory {
        Inventory(
            stream: stream,
            architecture: "amd64",
            packages: sources.map {
                InstalledPackage(name: nil, architecture: nil, version: $0.1, source: $0.0)
            },
            repositories: nil
        )
    }
}
