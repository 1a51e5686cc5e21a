// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Services

/// What is installed on the systems of the forge.
enum WorldSystems {
    /// Everything that an agent can tell.
    static var alderFacts: DeviceFacts {
        var facts = DeviceFacts(
            hostName: "alder",
            operatingSystem: "Debian GNU/Linux 13 (trixie)",
            ipAddresses: ["10.9.0.7", "fd00::7"],
            macAddresses: ["02:00:00:00:00:07"],
            loggedOnUsers: ["smith", "striker"],
            agentVersion: "0.1.0",
            reboot: .needed(reasons: ["a newer kernel is installed"])
        )
        facts.fullyQualifiedName = "alder.forge.example"
        facts.domain = "FORGE"
        facts.operatingSystemVersion = "13.7"
        facts.machine = "x86_64"
        facts.bootedAt = 1_898_000_000_000
        facts.utcOffsetMinutes = 60
        return facts
    }

    static let alderInventory = inventory(hammer: "1.9-1")

    /// Alder's inventory with a version of the hammer.
    static func inventory(hammer: String) -> Inventory {
        Inventory(
            stream: "debian:13",
            architecture: "amd64",
            packages: [
                binary("hammer", hammer), binary("libhammer1", hammer, of: "hammer"),
                binary("tongs", "1.5-1"), binary("bellows", "3.0-1"),
                binary("rasp", "1.1-1", isHeld: true), binary("rule", "4.3-1"),
                binary("linux-image-forge", "6.1.8-1", of: "linux-forge"),
                binary("ingot", "6.0-1"),
            ],
            repositories: [WorldCatalogue.security, WorldCatalogue.main, WorldCatalogue.vendor].map
            {
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

    /// The systems without agents.
    static let imported = ImportedFleet([
        "cedar": imported("debian:13", [("hammer", "2.0-1")]),
        "dogwood": imported("debian:99", [("hammer", "1.0-1")]),
        "elm": imported("debian:13", [("bellows", "3.1-1")]),
    ])

    private static func binary(
        _ name: String,
        _ version: String,
        of source: String? = nil,
        isHeld: Bool = false
    ) -> InstalledPackage {
        InstalledPackage(
            name: name,
            architecture: "amd64",
            version: version,
            source: source ?? name,
            isHeld: isHeld
        )
    }

    private static func imported(_ stream: String, _ sources: [(String, String)]) -> Inventory {
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
