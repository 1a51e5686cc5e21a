// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// `thimble baseline`: named sets of patches that devices are measured against.
struct BaselineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Make baselines, and see which patches they mean.",
        subcommands: [
            List.self, Show.self, Create.self, Add.self, Remove.self, Activate.self,
            Deactivate.self, Delete.self,
        ]
    )

    /// `thimble baseline list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the baselines.",
            discussion: "Example: thimble baseline list --data /var/lib/thimble"
        )

        @OptionGroup var folder: DataOption

        @Flag(help: "Print a line of JSON for each baseline.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: false)
            let all = try await access.services.baselines.list(by: access.principal)
            if json {
                for baseline in all { try Output.json(BaselineLine(baseline)) }
            } else {
                let table = TextTable(
                    head: ["Number", "Name", "Active", "Content", "Changed"],
                    rows: all.map(\.cells),
                    rightAligned: [0]
                )
                print(table.text)
            }
        }
    }

    /// `thimble baseline show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a baseline and the patches that it means now.",
            discussion: "Example: thimble baseline show --data /var/lib/thimble 'Critical 2026'"
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The baseline's name, number or identity.")
        var baseline: String

        @Flag(help: "Print a line of JSON for the baseline and one for each patch.")
        var json = false

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            let service = access.services.baselines
            let found = try await service.baseline(named: baseline, by: access.principal)
            let patches = try await service.patches(of: found, by: access.principal)
            if json {
                try Output.json(BaselineLine(found))
                for patch in patches { try Output.json(BaselinePatchLine(patch)) }
                return
            }
            print("\(PlainText.line(found.name)), \(found.isActive ? "active" : "not active")")
            if !found.summary.isEmpty { print(PlainText.line(found.summary)) }
            for rule in found.content.rules { print("  \(PlainText.line(rule.words))") }
            let table = TextTable(
                head: ["Number", "Package", "Version", "Release", "Severity", "Title"],
                rows: patches.map { patch in
                    [
                        String(patch.number), patch.source, patch.version, patch.stream.rawValue,
                        "\(patch.severity)", patch.title,
                    ]
                },
                rightAligned: [0]
            )
            print(table.text)
        }
    }

    /// `thimble baseline create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a baseline of some patches, or of rules that choose them.",
            discussion: """
                A rule is KEY OPERATOR VALUE in one argument; all of them must hold. Keys are \
                category, cve, severity, rating and query; operators contains, notContains, \
                equals, notEquals, startsWith and endsWith. Without a rule the baseline has the \
                patches that are named. A new baseline is not active.

                Example: thimble baseline create --data /var/lib/thimble 'Critical 2026' \
                --rule 'severity equals critical' --rule 'cve startsWith CVE-2026-'
                """
        )

        @OptionGroup var folder: DataOption

        @Argument(help: "The name.")
        var name: String

        @Argument(help: "Patches: numbers, names, advisories, or queries in quotes.")
        var patches: [String] = []

        @Option(help: "A rule; may be given several times.")
        var rule: [RuleArgument] = []

        @Option(help: "What it is for.")
        var summary = ""

        @Flag(help: "Print one line of JSON.")
        var json = false

        func validate() throws {
            if !rule.isEmpty, !patches.isEmpty {
                throw ValidationError("a baseline has patches or rules, not both")
            }
        }

        func run() async throws {
            let access = try await folder.open(needsIndex: true)
            let named = PolicyArguments(
                view: try access.services.assessment.view(by: access.principal)
            )
            let content: Baseline.Content =
                rule.isEmpty
                ? .patches(Set(try named.patches(patches).map(\.id))) : .rules(rule.map(\.rule))
            let made = try await access.services.baselines.create(
                name: name,
                summary: summary,
                content: content,
                by: access.principal
            )
            try BaselineLine(made).print(json: json)
        }
    }
}

/// A rule as an argument: `severity equals critical`.
struct RuleArgument: ExpressibleByArgument {
    let rule: BaselineRule

    init?(argument: String) {
        let words = argument.split(separator: " ", maxSplits: 2)
        guard words.count == 3, let key = BaselineRule.Key(rawValue: String(words[0])),
            let relation = BaselineRule.Relation(rawValue: String(words[1]))
        else { return nil }
        rule = BaselineRule(key: key, relation: relation, value: String(words[2]))
    }
}

extension BaselineRule {
    /// The rule as an argument.
    var words: String { "\(key.rawValue) \(relation.rawValue) \(value)" }
}

extension Baseline.Content {
    /// The rules; none of a static baseline.
    var rules: [BaselineRule] {
        switch self {
        case .patches: []
        case .rules(let rules): rules
        }
    }
}

extension Baseline {
    /// The row of a table.
    fileprivate var cells: [String] {
        let content =
            switch content {
            case .patches(let patches): "\(patches.count) patches"
            case .rules(let rules): "\(rules.count) rules"
            }
        return [String(number), name, isActive ? "yes" : "no", content, updatedAt.iso]
    }
}
