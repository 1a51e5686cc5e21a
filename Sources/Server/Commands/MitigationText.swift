// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
import Services

/// A mitigation for machines, in the words of the file that it was imported from.
package struct MitigationLine: Encodable, Sendable {
    let id: String
    let name: String
    let title: String
    let cves: [String]
    let platform: String
    let type: String
    let category: String
    let description: String
    let interpreter: String
    let apply: String
    let verify: String?
    let rollback: String?
    let timeoutSeconds: Int
    let needsReboot: Bool
    let impact: String
    let writtenBy: String
    let writtenAt: String

    /// Makes a line; the time is given as it is shown.
    package init(_ mitigation: Mitigation, writtenAt: String) {
        let content = mitigation.content
        id = mitigation.id.description
        name = content.name
        title = content.title
        cves = content.cves
        platform = content.platform.rawValue
        type = content.effect.rawValue
        category = content.category
        description = content.summary
        interpreter = content.apply.interpreter.rawValue
        apply = content.apply.text
        verify = content.verification?.text
        rollback = content.undo?.text
        timeoutSeconds = content.apply.timeoutSeconds
        needsReboot = content.needsReboot
        impact = content.impact
        writtenBy = mitigation.writtenBy
        self.writtenAt = writtenAt
    }
}

/// A mitigation for people.
package struct MitigationText: Sendable {
    /// The lines, without one at the end.
    package let text: String

    /// Describes a mitigation; the time is given as it is shown.
    package init(_ mitigation: Mitigation, writtenAt: String) {
        let content = mitigation.content
        var lines = [
            "\(PlainText.line(content.name)): \(PlainText.line(content.title))",
            "platform   \(content.platform.rawValue)",
            "type       \(content.effect.rawValue), \(PlainText.line(content.category))",
            "against    \(content.cves.joined(separator: " "))",
            "restart    \(content.needsReboot ? "needed" : "not needed")",
            "written    \(writtenAt) by \(PlainText.line(mitigation.writtenBy))",
        ]
        for text in [content.summary, content.impact] where !text.isEmpty {
            lines += Self.plain(text)
        }
        let scripts = [
            ("apply", content.apply), ("verify", content.verification), ("rollback", content.undo),
        ]
        for case (let name, let script?) in scripts {
            let kind = script.interpreter.rawValue
            lines.append("\(name) (\(kind), at most \(script.timeoutSeconds) s):")
            lines += Self.plain(script.text)
        }
        text = lines.joined(separator: "\n")
    }

    /// The lines of a text, in which nothing steers the terminal.
    private static func plain(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            "    " + PlainText.line(String($0))
        }
    }
}
