// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct WindowsStateTests {
    @Test(
        "each place that asks for a restart is a reason",
        arguments: [
            (false, false, 0, "false", []), (false, false, 0, "null", []),
            (true, false, 0, "false", ["the component store asks for it"]),
            (false, true, 0, "false", ["an automatic update asks for it"]),
            (false, false, 1, "false", ["1 file is replaced at the next start"]),
            (
                true, true, 2, "true",
                [
                    "the component store asks for it", "an automatic update asks for it",
                    "2 files are replaced at the next start", "the update agent asks for it",
                ]
            ),
        ] as [(Bool, Bool, Int, String, [String])]
    )
    func restart(store: Bool, automatic: Bool, files: Int, agent: String, reasons: [String])
        async throws
    {
        let json = """
            {"componentStore":\(store),"automaticUpdates":\(automatic),"fileRenames":\(files),\
            "agent":\(agent)}
            """
        let output = WindowsDocument.answer("restart", json)
        let need = try await RecordedPrograms().answering("'restart'", output).windows.rebootNeed()
        #expect(need == (reasons.isEmpty ? .notNeeded : .needed(reasons: reasons)))
    }

    @Test("an answer that lacks a place does not pass for none")
    func incomplete() async throws {
        let json = #"{"componentStore":false,"automaticUpdates":false,"fileRenames":0}"#
        let output = WindowsDocument.answer("restart", json)
        let windows = RecordedPrograms().answering("'restart'", output).windows
        let failure = try await packageManagerFailure { try await windows.rebootNeed() }
        #expect(failure.text.contains("answer: agent is missing"))
    }

    @Test("a damaged component store is repaired, where Windows says that it can be")
    func repair() async throws {
        func windows(_ state: Int) -> WindowsBackend {
            let output = WindowsDocument.answer("health", "{\"state\":\(state)}")
            return RecordedPrograms().answering("'health'", output).windows
        }
        #expect(try await windows(0).repair() == nil)
        let call = try #require(try await windows(1).repair())
        #expect(
            call.words == "dism.exe /Online /Cleanup-Image /RestoreHealth /Quiet /NoRestart"
        )
        let beyond = try await packageManagerFailure { try await windows(2).repair() }
        #expect(
            beyond.text == "Windows says that its component store is damaged and cannot be repaired"
        )
        let unknown = try await packageManagerFailure { try await windows(3).repair() }
        #expect(unknown.text.contains("answer.state: no state of a component store: 3"))
    }

    @Test("the component store is never called busy, because the installation itself waits")
    func busy() throws {
        #expect(try !RecordedPrograms().windows.isBusy())
        let call = RecordedPrograms().windows.program(for: [], goal: .install)
        #expect(call.words.contains("$installer.IsBusy -and $turn -lt 60"))
    }

    @Test(
        "a code has its words and what comes of it, however it is spelled",
        arguments: [
            (0, "0x00000000 (done)", .done), (3010, "0x00000BC2 (done after a restart)", .restart),
            (2_359_302, "0x00240006 (it is installed already)", .already),
            (
                2_359_303, "0x00240007 (it is not installed, so there is nothing to remove)",
                .already
            ),
            (
                -2_145_124_329, "0x80240017 (the update does not apply to this machine)",
                .notApplicable
            ),
            (
                0x8024_0017, "0x80240017 (the update does not apply to this machine)",
                .notApplicable
            ),
            (0x800F_0825, "0x800F0825 (the package is permanent and cannot be removed)", .failed),
            (0x8024_ABCD, "0x8024ABCD (an unknown code of the Windows Update Agent)", .failed),
            (0x8007_04C7, "0x800704C7 (error 1223 of Windows)", .failed),
            (0x800F_FFFF, "0x800FFFFF (an unknown code of the component store)", .failed),
            (0x80D0_2002, "0x80D02002 (an unknown code of the delivery service)", .failed),
            (-532_462_766, "0xE0434352 (an unknown code)", .failed),
        ] as [(Int, String, WindowsUpdateCode.Meaning)]
    )
    func codes(number: Int, text: String, meaning: WindowsUpdateCode.Meaning) {
        #expect(WindowsUpdateCode(number).description == text)
        #expect(WindowsUpdateCode(number).meaning == meaning)
    }

    @Test("a machine that an update is not for makes it unavailable")
    func unavailable() async throws {
        let output = WindowsDocument.failure("refresh", "2149842967", "Keine Updates")
        let windows = RecordedPrograms().answering("'refresh'", output, status: 1).windows
        let failure = try await packageManagerFailure { try await windows.refreshIndexes() }
        #expect(failure.isUnavailable)
        #expect(
            failure.text == "0x80240017 (the update does not apply to this machine): Keine Updates"
        )
    }
}
