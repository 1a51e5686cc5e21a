// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet
import Server
import Services

/// What a deployment does, as options.
struct WorkOptions: ParsableArguments {
    @Flag(help: "Install patches.")
    var install = false

    @Flag(help: "Bring back the versions before patches, which --patches names.")
    var rollback = false

    @Flag(help: "Read the inventories anew.")
    var scan = false

    @Option(help: "Run a script; may be given several times.", completion: .file())
    var script: [String] = []

    @Option(help: "What runs the scripts: sh, bash, python, powershell or cmd (default: by file).")
    var interpreter: String?

    @Option(help: "How long each script may take, for example 90s or 30m.")
    var timeout = "10m"

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Patches by number, identity, name or advisory.",
            valueName: "patch"
        )
    )
    var patches: [String] = []

    @Option(help: "The missing patches that a query accepts, looked up just before each run.")
    var query: String?

    @Option(help: "With --query: at most so many patches, the newest first.")
    var limit: Int?

    @Flag(help: "All that is missing and approved.")
    var allApproved = false

    @Flag(help: "All that is missing, approved or not; declined patches are never installed.")
    var allMissing = false

    @Flag(help: "With --patches or --query: also what nobody approved.")
    var unapproved = false

    @Option(help: "How many days a patch must have been approved.")
    var daysAfterApproval = 0

    /// What is to be done.
    var kind: Deployment.Kind {
        if install { return .install }
        if rollback { return .rollback }
        return scan ? .scan : .script
    }

    /// Whether any of the options was given.
    var isGiven: Bool { choices > 0 || patchChoices > 0 || unapproved || interpreter != nil }

    private var choices: Int {
        [install, rollback, scan, !script.isEmpty].count { $0 }
    }

    private var patchChoices: Int {
        [!patches.isEmpty, query != nil, allApproved, allMissing].count { $0 }
    }

    /// Refuses what contradicts itself, or says too little.
    func validateChoice() throws {
        guard choices == 1 else {
            throw ValidationError(
                "say what is to be done: one of --install, --rollback, --scan, --script, --from"
            )
        }
        let wanted = "--patches, --query, --all-approved or --all-missing"
        if install, patchChoices != 1 { throw ValidationError("--install takes one of \(wanted)") }
        if rollback, patches.isEmpty || patchChoices != 1 {
            throw ValidationError("--rollback takes --patches")
        }
        if scan || !script.isEmpty, patchChoices > 0 {
            throw ValidationError("a scan or a script has no patches")
        }
        if limit != nil, query == nil { throw ValidationError("--limit belongs to --query") }
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
    }

    /// The patches; throws where one that is named does not exist.
    func choice(_ view: FleetView) throws -> PatchChoice {
        guard kind.hasPatches else { return .none }
        if allApproved || allMissing { return .missing }
        if let query { return .matching(query: query, limit: limit) }
        return .listed(try PolicyArguments(view: view).patches(patches).map(\.id))
    }

    /// Gives a plan the scripts and what is asked of approvals.
    func apply(to plan: inout DeploymentPlan) throws {
        plan.needsApproval = !(allMissing || unapproved)
        plan.daysAfterApproval = daysAfterApproval
        let seconds = try AmountText.seconds(timeout, "--timeout")
        plan.run(
            try script.map {
                try ScriptFile(path: $0, interpreter: interpreter, timeoutSeconds: seconds)
            }
        )
    }
}
