// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Server
import Services

/// `thimble findings`: what is true of each patch on each device.
struct Findings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a line per device, patch and advisory.",
        discussion: """
            States: missing, held, phased, failed, inProgress (all of them lacking), installed, \
            notApplicable, unfixed, unknown. A patch that a newer one supersedes has \
            "current": false.

            "first_seen" is since when the server could know of a missing or unfixed one: the \
            patch known, the device scanned and the package installed, whichever came last. With \
            --older-than only findings with such a date are printed.

            Example: thimble findings --data /var/lib/thimble --device web-1 --state missing --json
            Example: thimble findings --data /var/lib/thimble --state missing --older-than 30
            """
    )

    @OptionGroup var folder: DataOption

    @Option(help: "Only this device: its name, number or identity.")
    var device: String?

    @Option(help: "Only findings in this state; may be given several times.")
    var state: [Finding.State] = []

    @Option(
        help: ArgumentHelp(
            "Only findings first seen so many days ago or before; none without a date.",
            valueName: "days"
        )
    )
    var olderThan: Int?

    @Flag(help: "Print lines of JSON instead of text.")
    var json = false

    func validate() throws {
        if let olderThan, !(0...Self.daysMax).contains(olderThan) {
            throw ValidationError("--older-than takes 0 to \(Self.daysMax) days")
        }
    }

    /// A hundred years.
    private static let daysMax = 36_500

    func run() async throws {
        let access = try await folder.open(needsIndex: true)
        let view = try access.services.assessment.view(by: access.principal)
        let devices = try device.map { [try view.device($0)] } ?? view.devices()
        let lines = FindingLines(
            view,
            states: Set(state),
            firstSeenBy: olderThan.map { view.now - .seconds($0 * 86_400) }
        )
        for device in devices { try Output.write(json ? lines.json(device) : lines.text(device)) }
    }
}

extension Finding.State: ExpressibleByArgument {}

/// `thimble explain`: why a patch is missing on a device, or why not.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain what is true of a patch on a device.",
        discussion: """
            DEVICE is a name, number or identity. PATCH is a patch's identity or number, a package \
            with or without a version ("openssl", "openssl 3.0.15-1"), or an advisory.

            Example: thimble explain --data /var/lib/thimble web-1 openssl
            """
    )

    @OptionGroup var folder: DataOption

    @Argument(help: "The device, for example web-1.")
    var device: String

    @Argument(help: "The patch, for example openssl or DSA-5943-1.")
    var patch: String

    @Flag(help: "Print lines of JSON.")
    var json = false

    func run() async throws {
        let access = try await folder.open(needsIndex: true)
        let answer = try access.services.assessment.explain(
            device: device,
            patch: patch,
            by: access.principal
        )
        for explanation in answer.explanations {
            let text = ExplanationText(explanation, device: answer.device)
            if json { try Output.json(text.members) } else { print(text.paragraph) }
        }
    }
}
