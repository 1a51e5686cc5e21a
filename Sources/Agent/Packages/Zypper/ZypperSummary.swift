// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// What zypper would do, as its XML tells it (zypper(8), "--xmlout").
///
///     <install-summary packages-to-change="2">
///       <to-upgrade>
///         <solvable type="package" name="a" edition="1.1-1" arch="noarch"
///                   edition-old="1.0-1" arch-old="noarch"/>
///       </to-upgrade>
///       <to-remove><solvable type="package" name="b" edition="1-1" arch="noarch"/></to-remove>
///     </install-summary>
enum ZypperSummary {
    /// A summary that is not one.
    struct Malformed: Error, Sendable, Equatable, CustomStringConvertible {
        /// What is wrong with it.
        let reason: String

        /// The reason.
        var description: String { "zypper's plan cannot be read: \(reason)" }
    }

    /// The transaction in an output; patches, patterns and products only follow their packages.
    static func transaction(in output: String) throws(Malformed) -> RpmTransaction {
        var transaction = RpmTransaction(incoming: [], outgoing: [])
        var list: String?
        var hasSummary = false
        for tag in XMLTags(output) {
            if tag.name == "install-summary" { hasSummary = true }
            if tag.name.hasPrefix("to-") { list = tag.isEnd ? nil : tag.name }
            guard tag.isStart, tag.name == "solvable", let list,
                tag.attributes["type"] == "package"
            else { continue }
            guard let name = tag.attributes["name"], let edition = tag.attributes["edition"],
                let architecture = tag.attributes["arch"]
            else { throw Malformed(reason: "a package of \(list) lacks name, edition or arch") }
            let package = TargetPackage(name: name, architecture: architecture, version: edition)
            // A change may stand in two lists, for example as an upgrade and as one of the vendor.
            if list == "to-remove" {
                if !transaction.outgoing.contains(package) { transaction.outgoing.append(package) }
            } else if !transaction.incoming.contains(package) {
                transaction.incoming.append(package)
                if let old = tag.attributes["edition-old"] {
                    transaction.outgoing.append(
                        TargetPackage(
                            name: name,
                            architecture: tag.attributes["arch-old"] ?? architecture,
                            version: old
                        )
                    )
                }
            }
        }
        guard hasSummary else { throw Malformed(reason: "it has no install-summary") }
        return transaction
    }

    /// What zypper says of a failure: its messages, and the problems that its solver has found.
    ///
    /// They are for people and only handed on.
    static func words(in output: String) -> String {
        let marks: Set<Character> = ["<", ">"]
        var words: [String] = []
        var rest = output[...]
        while let range = rest.firstRange(of: "<message type=\"error\">") {
            rest = rest[range.upperBound...]
            words.append(String(rest.prefix { !marks.contains($0) }))
        }
        rest = output[...]
        while let range = rest.firstRange(of: "<description>") {
            rest = rest[range.upperBound...]
            words.append(String(rest.prefix { !marks.contains($0) }))
        }
        let text = words.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "\n")
        return XMLTags.resolved(text[...])
    }
}
