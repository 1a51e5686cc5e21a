// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct WindowsProductTests {
    @Test(
        "the build, the kind and the machine give the name of the advisories",
        arguments: [
            ("7601", "Client", "x86", "Windows 7 for 32-bit Systems Service Pack 1"),
            ("9600", "Client", "AMD64", "Windows 8.1 for x64-based systems"),
            ("10240", "Client", "AMD64", "Windows 10 for x64-based Systems"),
            ("19045", "Client", "ARM64", "Windows 10 Version 22H2 for ARM64-based Systems"),
            ("22000", "Client", "AMD64", "Windows 11 version 21H2 for x64-based Systems"),
            ("22631", "Client", "AMD64", "Windows 11 Version 23H2 for x64-based Systems"),
            ("26100", "Client", "AMD64", "Windows 11 Version 24H2 for x64-based Systems"),
            ("26200", "Client", "ARM64", "Windows 11 Version 25H2 for ARM64-based Systems"),
            ("28000", "Client", "AMD64", "Windows 11 version 26H1 for x64-based Systems"),
            ("28000", "Client", "ARM64", "Windows 11 Version 26H1 for ARM64-based Systems"),
            ("6003", "Server", "AMD64", "Windows Server 2008 for x64-based Systems Service Pack 2"),
            (
                "7601", "Server Core", "AMD64",
                "Windows Server 2008 R2 for x64-based Systems Service Pack 1"
                    + " (Server Core installation)"
            ),
            ("9600", "Server", "AMD64", "Windows Server 2012 R2"),
            ("17763", "Server", "AMD64", "Windows Server 2019"),
            ("17763", "Server Core", "AMD64", "Windows Server 2019 (Server Core installation)"),
            ("26100", "Server", "AMD64", "Windows Server 2025"),
            (
                "17134", "Server Core", "AMD64",
                "Windows Server, version 1803 (Server Core Installation)"
            ),
            (
                "25398", "Server Core", "AMD64",
                "Windows Server 2022, 23H2 Edition (Server Core installation)"
            ),
        ]
    )
    func names(build: String, kind: String, processor: String, name: String) {
        var system = WindowsSystem()
        (system.build, system.kind, system.processor) = (build, kind, processor)
        // The registry's name of the product is the same for Windows 10 and 11.
        system.productName = "Windows 10 Pro"
        #expect(system.stream.name == "windows:\(name)")
        #expect(system.stream.isKnown)
    }

    @Test(
        "what the tables lack gets a stream of its own",
        arguments: [
            ("29999", "Client", "AMD64"), ("19045", "Nano Server", "AMD64"), ("", "", ""),
            ("19045", "Client", "IA64"), ("19045", "Server", "AMD64"),
        ]
    )
    func unknown(build: String, kind: String, processor: String) {
        var system = WindowsSystem()
        (system.build, system.kind, system.processor) = (build, kind, processor)
        system.productName = "Windows Next"
        #expect(system.stream.name == "windows:Windows Next (build \(build))")
        #expect(!system.stream.isKnown)
    }

    @Test("an unknown product is told in the notes of an inventory")
    func note() async throws {
        let survey = WindowsDocument.survey().replacing("19045", with: "29999")
        let reading = try await RecordedPrograms().answering("'survey'", survey).windows.inventory()
        #expect(
            reading.notes
                == ["no advisory's name is known for Windows 10 Pro, build 29999 (Client)"]
        )
        #expect(reading.inventory.stream == "windows:Windows 10 Pro (build 29999)")
    }

    @Test("the version has the build's last update")
    func version() {
        let system = WindowsSystem(build: "19045", revision: 2965, kernel: "10.0")
        #expect(system.version == "10.0.19045.2965")
    }

    @Test(
        "an update's number is read with and without its letters, and nothing else is",
        arguments: [
            ("KB5001330", "5001330"), ("kb5001330", "5001330"), ("5001330", "5001330"),
            ("KB", nil), ("", nil), ("KB0123", nil), ("KB1234567890", nil), ("KB50x", nil),
            ("٥٠٠", nil), ("KB 12", nil), ("5'; calc", nil),
        ] as [(String, String?)]
    )
    func articles(text: String, digits: String?) {
        #expect(KBArticle(text)?.digits == digits)
    }
}
