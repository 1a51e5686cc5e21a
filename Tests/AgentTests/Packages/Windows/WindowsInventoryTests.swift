// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct WindowsInventoryTests {
    @Test("the component store and the update agent say what is installed, each once")
    func installed() async throws {
        let survey = WindowsDocument.survey(
            hotfixes: #""KB5026361","KB5022502","File 1""#,
            installed: [
                WindowsDocument.row("a", "5026361"), WindowsDocument.row("b", "890830"),
                WindowsDocument.row("driver"),
            ].joined(separator: ","),
            offered: WindowsDocument.row("c", "5027215")
        )
        let reading = try await RecordedPrograms().answering("'survey'", survey).windows.inventory()
        let rows = ["KB5022502", "KB5026361", "KB890830"].map {
            InstalledPackage(name: $0, architecture: nil, version: "", source: $0)
        }
        #expect(
            reading.inventory
                == Inventory(
                    stream: "windows:Windows 10 Version 22H2 for x64-based Systems",
                    architecture: "x86_64",
                    packages: rows,
                    repositories: nil
                )
        )
        #expect(reading.notes.isEmpty)
    }

    @Test("what waits for a restart is not in effect, wherever it is listed")
    func pending() async throws {
        let survey = WindowsDocument.survey(
            hotfixes: #""KB5026361","KB5022502""#,
            pending: WindowsDocument.row("a", "5026361")
        )
        let reading = try await RecordedPrograms().answering("'survey'", survey).windows.inventory()
        #expect(reading.inventory.packages.map(\.name) == ["KB5022502"])
        #expect(
            reading.notes == ["not in effect before a restart, and so not counted: KB5026361"]
        )
    }

    @Test("the component store's updates stay when the update agent fails, in any language")
    func agentFails() async throws {
        let fault = #"{"hresult":-2147023838,"message":"Der Dienst ist deaktiviert.\r\n"}"#
        let survey = WindowsDocument.answer(
            "survey",
            "{\"system\":\(WindowsDocument.system),\"hotfixes\":[\"KB5022502\"],\"agent\":null,"
                + "\"agentFailure\":\(fault)}"
        )
        let reading = try await RecordedPrograms().answering("'survey'", survey).windows.inventory()
        #expect(reading.inventory.packages.map(\.name) == ["KB5022502"])
        #expect(
            reading.notes == [
                "the update agent failed, so only Windows' own updates count",
                "0x80070422 (the service Windows Update is disabled): Der Dienst ist deaktiviert.",
            ]
        )
    }

    @Test(
        "an answer that is no such document is an error with its place",
        arguments: [
            (
                #"{"version":1,"script":"survey","answer":{"system":{"produc"#,
                "the answer of powershell.exe: answer.system: "
            ),
            (
                "Windows PowerShell\r\nCopyright",
                "the answer of powershell.exe: expected an object, found W (byte 0)"
            ),
            (
                #"{"version":2,"script":"survey","answer":{}}"#,
                "the answer of powershell.exe: version: expected 1, found 2 (byte 11)"
            ),
            (
                #"{"version":1,"script":"offer","answer":{}}"#,
                "the answer of powershell.exe: script: expected survey, found offer (byte 22)"
            ),
            (
                #"{"version":1,"script":"survey"}"#,
                "the answer of powershell.exe: it has neither an answer nor a failure (byte 0)"
            ),
            (
                #"{"version":1,"script":"survey","answer":{"hotfixes":[]}}"#,
                "the answer of powershell.exe: answer: system is missing (byte 40)"
            ),
        ]
    )
    func malformed(output: String, text: String) async throws {
        let windows = RecordedPrograms().answering("'survey'", output).windows
        let failure = try await packageManagerFailure { try await windows.inventory() }
        #expect(failure.text.hasPrefix(text), "\(failure.text)")
        #expect(failure.exitCode == nil)
    }

    @Test("a row without a number of the knowledge base is an error with its place")
    func malformedRow() async throws {
        let survey = WindowsDocument.survey(installed: WindowsDocument.row("a", "KB12x"))
        let windows = RecordedPrograms().answering("'survey'", survey).windows
        let failure = try await packageManagerFailure { try await windows.inventory() }
        #expect(
            failure.text.contains("answer.agent.installed[0].kbs[0]: no number of an update: KB12x")
        )
    }

    @Test("a program that writes nothing is told with its status and its words")
    func silent() async throws {
        let windows = RecordedPrograms()
            .answering("'survey'", " \r\n", errors: "#< CLIXML out of memory\r\n", status: 1)
            .windows
        let failure = try await packageManagerFailure { try await windows.inventory() }
        #expect(
            failure
                == PackageManagerFailure(
                    exitCode: 1,
                    text: "powershell.exe answered nothing: #< CLIXML out of memory"
                )
        )
    }

    @Test("a script's failure has the code, its words and the message as Windows gives it")
    func failure() async throws {
        let output = WindowsDocument.failure("survey", "-2147024891", "Отказано в доступе.")
        let windows = RecordedPrograms().answering("'survey'", output, status: 1).windows
        let failure = try await packageManagerFailure { try await windows.inventory() }
        #expect(failure.exitCode == 1)
        #expect(
            failure.text
                == "0x80070005 (access is denied: it takes an administrator): Отказано в доступе."
        )
    }

    @Test(
        "a running Windows is found by its kernel, in the machine's own root alone",
        arguments: [
            ("", "C:\\Windows", true), ("/", "C:\\Windows", true), ("/mnt/c", "C:\\Windows", false),
            ("", "", false), ("", "D:\\Windows", false),
        ]
    )
    func detection(root: String, folder: String, isPresent: Bool) {
        let variables = folder.isEmpty ? [:] : ["SYSTEMROOT": folder]
        let found = WindowsBackend.isPresent(root: root, variables) {
            $0 == "C:\\Windows\\System32\\ntoskrnl.exe"
        }
        #expect(found == isPresent)
    }

    @Test("this machine is no Windows")
    func isElsewhere() {
        #expect(!WindowsBackend.isPresent(root: "/", environment: ["SystemRoot": "/"]))
    }
}
