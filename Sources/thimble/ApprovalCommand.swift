// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Server
import Services

/// `thimble approval`: what is approved without a person.
struct ApprovalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approval",
        abstract: "See and set what is approved without a person.",
        subcommands: [Show.self, Set.self]
    )

    /// `thimble approval show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the settings, and why patches wait.",
            discussion: "Example: thimble approval show --data /var/lib/thimble"
        )

        @OptionGroup var folder: DataOption

        @Flag(help: "Print a line of JSON for the settings and one for each patch that waits.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            let named = PolicyArguments(
                view: try access.services.assessment.view(by: access.principal)
            )
            let service = access.services.approvals
            let line = ApprovalLine(try await service.settings(by: access.principal), named)
            let waits = try await service.plan(by: access.principal).waits.map {
                ApprovalWaitLine($0, named)
            }
            if json {
                try Output.json(line)
                for wait in waits { try Output.json(wait) }
                return
            }
            line.print()
            let table = TextTable(
                head: ["Number", "Patch", "Release", "Waits"],
                rows: waits.map(\.cells),
                rightAligned: [0]
            )
            if !waits.isEmpty { Swift.print(table.text) }
        }
    }

    /// `thimble approval set`.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set what is approved without a person; what is not given is taken away.",
            discussion: """
                A rule is DAYS release QUERY or DAYS import QUERY in one argument: what the query \
                accepts is approved so many days after its release or first import; without a \
                query everything is. A test group is DAYS GROUP: patches that nobody decided about \
                are approved for the group, and for all after so many days, if a device there has \
                them and they failed nowhere.

                Example: thimble approval set --data /var/lib/thimble --mode manual \
                --rule '0 import isExploited: true' --test-group '7 pilot'
                """
        )

        @OptionGroup var folder: DataOption

        @Option(help: "manual, or automatic: all that is missing is approved without testing.")
        var mode: ApprovalSettings.Mode

        @Option(help: "A rule; may be given several times.")
        var rule: [ApprovalRuleArgument] = []

        @Option(help: "A test group; may be given several times.")
        var testGroup: [TestGroupArgument] = []

        @Flag(help: "Print one line of JSON.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            let named = PolicyArguments(
                view: try access.services.assessment.view(by: access.principal)
            )
            let settings = try await access.services.approvals.setSettings(
                mode,
                rules: rule.map(\.rule),
                testGroups: try testGroup.map {
                    TestGroup(group: try named.group($0.group).id, days: $0.days)
                },
                by: access.principal
            )
            let line = ApprovalLine(settings, named)
            if json { try Output.json(line) } else { line.print() }
        }
    }
}

extension ApprovalSettings.Mode: ExpressibleByArgument {}

/// A rule as an argument: `7 release isSecurity: true`.
struct ApprovalRuleArgument: ExpressibleByArgument {
    let rule: ApprovalRule

    init?(argument: String) {
        let words = argument.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, let days = Int(words[0]) else { return nil }
        let start: ApprovalRule.Start
        switch words[1] {
        case "release": start = .release
        case "import": start = .firstImport
        default: return nil
        }
        rule = ApprovalRule(
            query: words.count > 2 ? String(words[2]) : "",
            days: days,
            start: start
        )
    }
}

/// A test group as an argument: `7 web servers`.
struct TestGroupArgument: ExpressibleByArgument {
    let days: Int
    let group: String

    init?(argument: String) {
        let words = argument.split(separator: " ", maxSplits: 1)
        guard words.count == 2, let days = Int(words[0]) else { return nil }
        self.days = days
        group = String(words[1])
    }
}

/// The settings for machines and for people.
private struct ApprovalLine: Encodable {
    let mode: String
    let rules: [ApprovalRule]
    let testGroups: [TestLine]
    let updatedBy: String?
    let updatedAt: String?

    struct TestLine: Encodable {
        let group: String
        let days: Int
        let platform: String?
        let query: String
    }

    init(_ settings: ApprovalSettings, _ named: PolicyArguments) {
        mode = settings.mode.rawValue
        rules = settings.rules
        testGroups = settings.testGroups.map { test in
            TestLine(
                group: named.name(of: test.group),
                days: test.days,
                platform: test.platform?.rawValue,
                query: test.query
            )
        }
        updatedBy = settings.updatedAt == nil ? nil : settings.updatedBy
        updatedAt = settings.updatedAt?.iso
    }

    func print() {
        Swift.print("mode: \(mode)")
        for rule in rules { Swift.print("rule: \(PlainText.line(rule.words))") }
        for test in testGroups {
            let limits = [test.platform ?? "", test.query].filter { !$0.isEmpty }
            Swift.print(
                "test group: \(PlainText.line(test.group)), \(test.days) days"
                    + limits.map { ", \(PlainText.line($0))" }.joined()
            )
        }
    }
}

/// A patch that waits, for machines and for people.
private struct ApprovalWaitLine: Encodable {
    let id: String
    let number: Int64?
    let name: String
    let stream: String
    let waits: [String]

    init(_ wait: ApprovalPlan.Wait, _ named: PolicyArguments) {
        let patch = named.view.snapshot.catalogue.patch(wait.patch)
        id = wait.patch.description
        number = patch?.number
        name = patch?.name ?? id
        stream = patch?.stream.rawValue ?? ""
        waits = wait.reasons.map { $0.words(groupName: named.name(of:), time: \.iso) }
    }

    var cells: [String] {
        [number.map { String($0) } ?? "", name, stream, waits.joined(separator: "; ")]
    }
}
