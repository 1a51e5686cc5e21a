// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct WindowsOrderTests {
    private let installed = TargetPackage(name: "KB5026361", architecture: "x86_64", version: "1")
    private let pending = TargetPackage(name: "KB5027215", architecture: "x86_64", version: "1")
    private let hidden = TargetPackage(name: "KB5012170", architecture: "x86_64", version: "1")
    private let absent = TargetPackage(name: "5001330", architecture: "x86_64", version: "1")

    private var windows: WindowsBackend {
        let survey = WindowsDocument.survey(
            hotfixes: "\"KB5026361\"",
            pending: WindowsDocument.row("b", "5027215"),
            offered: WindowsDocument.row("c", "5012170", hidden: true)
        )
        return RecordedPrograms().answering("'survey'", survey).windows
    }

    private func offer(_ json: String) -> WindowsBackend {
        RecordedPrograms().answering("'offer'", WindowsDocument.answer("offer", json)).windows
    }

    @Test("an installation is reached by what is installed, a restart being due or not")
    func installs() async throws {
        let targets = [installed, pending, hidden, absent]
        let standings = try await windows.standings(of: targets, goal: .install)
        #expect(standings.map(\.target) == targets)
        #expect(standings.map(\.isReached) == [true, true, false, false])
        #expect(standings.map(\.isHeld) == [false, false, true, false])
        let build = "10.0.19045.2965"
        #expect(standings.map(\.present?.version) == ["1", "1", build, build])
        #expect(standings.map(\.present?.name) == targets.map(\.name))
    }

    @Test("a rollback is reached by what is not installed")
    func rollbacks() async throws {
        let standings = try await windows.standings(of: [installed, absent], goal: .rollback)
        #expect(standings.map(\.isReached) == [false, true])
        #expect(standings.map(\.present?.version) == ["10.0.19045.2965", "1"])
    }

    @Test("what is offered is planned, and fits the order")
    func plans() async throws {
        let windows = offer("{\"offered\":[\(WindowsDocument.row("c", "5001330"))]}")
        let plan = try await windows.plan([absent], goal: .install)
        #expect(plan.changes == [.init(package: absent, installedVersion: nil)])
        #expect(plan.verdict(targets: [absent], ordered: [absent]) == .clear)
    }

    @Test("what is offered no longer is told with what replaces it, over any number of steps")
    func superseded() async throws {
        let old = WindowsDocument.row("a", "5001330")
        let middle = WindowsDocument.row("b", "5003173", replaces: "a")
        let new = WindowsDocument.row("c", "5005033", replaces: "b")
        let all = "[\(old),\(middle),\(new)]"
        let windows = offer("{\"offered\":[\(new)],\"all\":\(all),\"history\":[]}")
        let failure = try await packageManagerFailure {
            try await windows.plan([absent], goal: .install)
        }
        #expect(failure.text == "KB5001330 is no longer offered: KB5005033 replaces it")
        #expect(failure.isUnavailable)
    }

    @Test("updates that replace each other end the search, and are nobody's successors")
    func circle() async throws {
        let one = WindowsDocument.row("a", "5001330", replaces: "b")
        let two = WindowsDocument.row("b", "5003173", replaces: "a")
        let windows = offer("{\"offered\":[],\"all\":[\(one),\(two)]}")
        let failure = try await packageManagerFailure {
            try await windows.plan([absent], goal: .install)
        }
        #expect(failure.text == "KB5001330 is not offered to this machine")
    }

    @Test("what is not offered is told with the last entry of the history")
    func history() async throws {
        let entry = """
            {"kb":"5001330","date":"2023-05-10T03:11:00Z","operation":1,"result":4,\
            "hresult":-2147023293}
            """
        let windows = offer("{\"offered\":[],\"all\":[],\"history\":[\(entry)]}")
        let failure = try await packageManagerFailure {
            try await windows.plan([absent], goal: .install)
        }
        let text =
            "KB5001330 is not offered to this machine; the history's last entry is the installation"
            + " of 2023-05-10T03:11:00Z: failed, 0x80070643 (the update's own installer failed)"
        #expect(failure.text == text)
    }

    @Test(
        "an entry of the history of another form is an error with its place",
        arguments: [
            ("\"operation\":3", ".operation: no operation: 3"),
            ("\"result\":6", ".result: no result of an operation: 6"),
            ("\"hresult\":4294967296", ".hresult: no number of 32 bits: 4294967296"),
            ("\"kb\":\"x\"", ".kb: no number of an update: x"),
            ("\"date\":\"d\"", ": kb, date, operation, result or hresult is missing"),
        ]
    )
    func malformedHistory(member: String, text: String) async throws {
        let windows = offer("{\"offered\":[],\"history\":[{\(member)}]}")
        let failure = try await packageManagerFailure {
            try await windows.plan([absent], goal: .install)
        }
        let place = "the answer of powershell.exe: answer.history[0]"
        #expect(failure.text.hasPrefix(place + text), "\(failure.text)")
    }

    @Test("a rollback is planned for what is installed alone")
    func plansRollback() async throws {
        let plan = try await windows.plan([installed], goal: .rollback)
        let change = InstallPlan.Change(
            package: installed,
            installedVersion: "10.0.19045.2965",
            isDowngrade: true
        )
        #expect(plan.changes == [change])
        let targets = [installed]
        #expect(plan.verdict(targets: targets, ordered: targets, goal: .rollback) == .clear)
        let failure = try await packageManagerFailure {
            try await windows.plan([absent, pending], goal: .rollback)
        }
        let reasons = [
            "KB5001330 is not installed", "KB5027215 waits for a restart before it can be removed",
        ]
        #expect(failure.text == reasons.joined(separator: "\n"))
        #expect(!failure.isUnavailable)
    }

    @Test("a name that is no number of an update is refused before anything runs")
    func refusesNames() async throws {
        let target = TargetPackage(name: "curl'; calc", architecture: "", version: "")
        let failure = try await packageManagerFailure {
            try await RecordedPrograms().windows.plan([target], goal: .install)
        }
        #expect(
            failure.text == "\"curl'; calc\" is no number of an update for Windows, as KB5001330 is"
        )
    }

    @Test("fresh indexes come from the update agent's server, and a failure has its words")
    func refreshes() async throws {
        let good = WindowsDocument.answer("refresh", "{\"count\":4}")
        try await RecordedPrograms().answering("'refresh'", good).windows.refreshIndexes()
        let bad = WindowsDocument.failure("refresh", "-2145107924", "")
        let windows = RecordedPrograms().answering("'refresh'", bad, status: 1).windows
        let failure = try await packageManagerFailure { try await windows.refreshIndexes() }
        let words = "the server's or the proxy's name could not be resolved"
        #expect(failure == PackageManagerFailure(exitCode: 1, text: "0x8024402C (\(words))"))
    }
}
