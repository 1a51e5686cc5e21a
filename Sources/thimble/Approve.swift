// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server
import Services

/// `thimble approve`: patches may be installed.
struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Approve patches, for everyone or for one group of devices.",
        discussion: DecisionOptions.discussion(
            "approve",
            "'isSecurity: true and missingCount > 0'",
            "--group pilot --reason 'try it there first'"
        )
    )

    @OptionGroup var options: DecisionOptions

    func run() async throws { try await options.decide(.approved, "approved") }
}

/// `thimble decline`: patches must not be installed.
struct Decline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decline patches, for everyone or for one group of devices.",
        discussion: DecisionOptions.discussion(
            "decline",
            "'openssl 3.0.15-1~deb12u1'",
            "--reason 'breaks the old clients'"
        )
    )

    @OptionGroup var options: DecisionOptions

    func run() async throws { try await options.decide(.declined, "declined") }
}

/// `thimble unapprove`: decisions are taken back.
struct Unapprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take decisions about patches back; no rule decides again until a person does.",
        discussion: DecisionOptions.discussion("unapprove", "DSA-5764-1", "--group pilot")
    )

    @OptionGroup var options: DecisionOptions

    func run() async throws { try await options.decide(nil, "not decided") }
}

/// What the three decisions have in common.
struct DecisionOptions: ParsableArguments {
    @OptionGroup var folder: DataOption

    @Argument(help: "Patches: numbers, names, advisories, or queries in quotes.")
    var patches: [String]

    @Option(help: "Decide for the devices of this group alone; it comes before everyone's.")
    var group: String?

    @Option(help: "Why; it stands in the audit log.")
    var reason = ""

    @Flag(help: "Print a line of JSON for each patch.")
    var json = false

    /// The help of one of the decisions.
    static func discussion(_ verb: String, _ patches: String, _ options: String) -> String {
        """
        A text that is no patch's number, name, identity or advisory is a query, and means what \
        it accepts of the patches that concern a device; see thimble query --help. All of them \
        are decided about or none.

        Example: thimble \(verb) --data /var/lib/thimble \(patches) \(options)
        """
    }

    /// Decides, and says what about.
    func decide(_ decision: Approval.Decision?, _ word: String) async throws {
        let access = try await folder.open(needsIndex: true)
        let named = PolicyArguments(
            view: try access.services.assessment.view(by: access.principal)
        )
        let found = try named.patches(patches)
        let target = try group.map { try named.group($0) }
        try await access.services.approvals.decide(
            decision,
            patches: found.map(\.id),
            for: target?.id,
            reason: reason,
            by: access.principal
        )
        if json {
            for patch in found { try Output.json(DecisionLine(patch, decision, target?.name)) }
        } else {
            let place = target.map { " for the group \(PlainText.line($0.name))" } ?? ""
            for patch in found {
                print("\(word)\(place): \(PlainText.line("\(patch.stream) \(patch.name)"))")
            }
        }
    }
}

/// What was decided about one patch, for machines.
private struct DecisionLine: Encodable {
    let id: String
    let number: Int64
    let name: String
    let stream: String
    let decision: String
    let group: String?

    init(_ patch: Patch, _ decision: Approval.Decision?, _ group: String?) {
        id = patch.id.description
        number = patch.number
        name = patch.name
        stream = patch.stream.rawValue
        self.decision = decision?.rawValue ?? "none"
        self.group = group
    }
}
