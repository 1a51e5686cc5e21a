// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct WindowsScriptTests {
    private static let targets = (0..<100).map {
        TargetPackage(name: "KB\(5_000_000 + $0)", architecture: "x86_64", version: "1")
    }

    /// Every script, with a long order.
    static let scripts: [PowerShellScript] = [
        WindowsScripts.survey, WindowsScripts.refresh, WindowsScripts.restart,
        WindowsScripts.health,
        WindowsScripts.offer(targets.compactMap { KBArticle($0.name) }),
        WindowsScripts.download(targets), WindowsScripts.nothing, WindowsScripts.install(targets),
        WindowsScripts.remove(targets),
    ]

    @Test("a script is one argument, as long as Windows can take it", arguments: scripts)
    func arguments(script: PowerShellScript) {
        let call = script.call
        #expect(call.executable == "powershell.exe")
        #expect(call.words.hasSuffix("\n" + script.text))
        let options = "-NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -EncodedCommand"
        #expect(call.arguments.dropLast().joined(separator: " ") == options)
        let length = ([call.executable] + call.arguments).joined(separator: " ").utf16.count
        #expect(length < PowerShellScript.commandLineLengthMax, "\(script.name): \(length)")
    }

    @Test("a script's brackets and quotes close, and it answers under its name", arguments: scripts)
    func shape(script: PowerShellScript) {
        let text = script.text
        for (open, close) in [("{", "}"), ("(", ")"), ("[", "]")] {
            let opened = text.ranges(of: open).count
            // The patterns for numbers have a set and a group each, which close too.
            #expect(opened == text.ranges(of: close).count, "\(script.name): \(open)")
        }
        for line in text.split(separator: "\n") {
            #expect(line.filter { $0 == "\"" }.count.isMultiple(of: 2), "\(line)")
        }
        #expect(text.contains("script = '\(script.name)'; answer = $answer"))
        #expect(text.contains("$answer = "))
        #expect(text.hasSuffix("exit $exit\n"))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("only digits of an ordered name reach a script")
    func injection() {
        let names = ["KB5001330", "5'); calc; ('", "5\u{2019}); calc; (\u{2019}", "", "$(calc)"]
        let targets = names.map { TargetPackage(name: $0, architecture: "", version: "") }
        for goal in PackageGoal.allCases {
            let text = RecordedPrograms().windows.program(for: targets, goal: goal).words
            #expect(text.contains("$wanted = @('5001330', '?', '?', '?', '?')"))
            #expect(!text.contains("calc"))
        }
    }

    @Test("an installation takes the ordered numbers, and never restarts the machine")
    func install() {
        let targets = [TargetPackage(name: "KB5001330", architecture: "", version: "")]
        let text = RecordedPrograms().windows.program(for: targets, goal: .install).words
        #expect(text.contains("Find-Update 'IsInstalled=0 and IsHidden=0'"))
        #expect(text.contains("$wanted = @('5001330')"))
        #expect(text.contains("$installer.Install()"))
        #expect(!text.contains("Restart-Computer"))
        #expect(!text.contains("shutdown"))
    }

    @Test("a download installs nothing, and that of a rollback asks for nothing")
    func download() {
        let targets = [TargetPackage(name: "KB5001330", architecture: "", version: "")]
        let windows = RecordedPrograms().windows
        let text = windows.download(of: targets, goal: .install).words
        #expect(text.contains("$downloader.Download()"))
        #expect(!text.contains("CreateUpdateInstaller"))
        let rollback = windows.download(of: targets, goal: .rollback).words
        #expect(!rollback.contains("Microsoft.Update"))
    }

    @Test("a removal goes through dism.exe or wusa.exe, neither of which restarts the machine")
    func remove() {
        let targets = [TargetPackage(name: "KB5001330", architecture: "", version: "")]
        let text = RecordedPrograms().windows.program(for: targets, goal: .rollback).words
        #expect(text.contains("'/uninstall', \"/kb:$kb\", '/quiet', '/norestart'"))
        #expect(text.contains("'/Online', '/Remove-Package', \"/PackageName:"))
        #expect(text.contains("@options /Quiet /NoRestart"))
    }

    @Test("a script that changes the machine knows the words of every code in the table")
    func words() {
        let text = WindowsScripts.remove([]).text
        for code in WindowsUpdateCode.known {
            let words = code.words.replacing("'", with: "''")
            #expect(text.contains("'\(code.hexadecimal)' = '\(words)'"))
        }
        #expect(text.contains("$restarts = @('00000BC2', '00240005', '80070BC2')"))
        #expect(
            text.contains(
                "$ends = @('not started', 'still under way', 'succeeded', 'succeeded with errors',"
            )
        )
    }
}
