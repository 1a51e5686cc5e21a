// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
import Services

/// A run on one screen: its rings, its counts, what was decided and who failed with which words.
package struct RunText: Sendable {
    /// How many lines of a package manager's account are shown of each device.
    private static let wordLinesMax = 12

    private let run: Run
    private let counts: RunCounts
    private let executions: [Execution]
    private let names: [Device.Identity: String]

    /// Makes a text; `names` are those of the devices.
    package init(
        _ run: Run,
        counts: RunCounts,
        executions: [Execution],
        names: [Device.Identity: String]
    ) {
        self.run = run
        self.counts = counts
        self.executions = executions
        self.names = names
    }

    /// The lines, without a line feed at the end.
    package var text: String {
        var parts = [head, rings.text]
        if counts.sum() > 0 { parts.append(states) }
        parts.append(decisions)
        if !troubles.isEmpty { parts.append(troubles) }
        return parts.joined(separator: "\n\n")
    }

    private var head: String {
        let end = run.endedAt.map { ", ended \(ISOTime.text($0))" } ?? ""
        let whom = run.subject.map { ", for \(name($0)) alone" } ?? ""
        return "run \(run.number): \(run.state.rawValue), begun \(ISOTime.text(run.createdAt))"
            + end + whom
    }

    private var rings: TextTable {
        TextTable(
            head: [
                "Ring", "Stands", "Devices", "Good", "Failed", "Silent", "Under way", "Waiting",
            ],
            rows: run.course.rings.enumerated().map { number, ring in
                let here = number...number
                let sum = { (isMeant: (Execution.State) -> Bool) in
                    String(counts.sum(rings: here, where: isMeant))
                }
                let stands = number > run.course.openRing ? "closed" : "open"
                return [
                    ring.name, run.state.isFinal ? "over" : stands, sum { _ in true },
                    sum { $0.isSuccess }, sum { $0.isFailure }, sum { $0 == .silent },
                    sum { $0.isActive }, sum { $0 == .pending },
                ]
            },
            rightAligned: [2, 3, 4, 5, 6, 7]
        )
    }

    private var states: String {
        let found = Execution.State.allCases.compactMap { state in
            let count = counts.sum { $0 == state }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
        return "devices: " + found.joined(separator: ", ")
    }

    private var decisions: String {
        run.course.decisions.map { decision in
            "\(ISOTime.text(decision.at))  \(decision.kind.rawValue) by \(plain(decision.by)): "
                + plain(decision.reason)
        }.joined(separator: "\n")
    }

    /// What a person has to look at.
    private var troubles: String {
        executions.filter(\.isTrouble).sorted { name($0.device) < name($1.device) }
            .map { execution in
                let attempts = execution.attempt > 1 ? ", attempt \(execution.attempt)" : ""
                let title =
                    "\(plain(name(execution.device))): \(execution.state.rawValue)\(attempts), "
                    + "since \(ISOTime.text(execution.since))"
                let words = execution.words.flatMap { text in
                    text.split(whereSeparator: \.isNewline).suffix(Self.wordLinesMax)
                }
                return ([title] + words.map { "  " + plain(String($0)) }).joined(separator: "\n")
            }.joined(separator: "\n")
    }

    private func name(_ device: Device.Identity) -> String { names[device] ?? device.description }

    private func plain(_ text: String) -> String { PlainText.line(text) }
}

extension Execution {
    /// Whether it went wrong, also where it is tried again, or cannot go on by itself.
    package var isTrouble: Bool {
        switch state {
        case .failed, .refused, .silent, .blocked, .noPatchAvailable: true
        case .completed, .notApplicable, .superseded: false
        default: failures > 0
        }
    }

    /// What the device's package manager, a script, or the agent says of what went wrong, each once.
    package var words: [String] {
        let patches = results.compactMap { result in
            result.failure.map { failure in
                failure.exitCode.map { "status \($0): \(failure.text)" } ?? failure.text
            }
        }
        let scripts = (report?.actions ?? []).compactMap { action in
            action.outcome == .succeeded ? nil : "\(action.outcome.rawValue): \(action.output)"
        }
        let all = [reason, report?.failure?.text].compactMap(\.self) + patches + scripts
        var seen: Set<String> = []
        var found: [String] = []
        for text in all {
            // A reason is often the beginning of, or the same as, what a patch says.
            guard !text.isEmpty, seen.insert(text).inserted else { continue }
            if let first = found.first, text.hasSuffix(first) { found.removeFirst() }
            found.append(text)
        }
        return found
    }
}
