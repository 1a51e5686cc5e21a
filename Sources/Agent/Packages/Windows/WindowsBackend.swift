// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import PackageFormats

/// The Windows Update Agent as the package manager of this machine, through Windows PowerShell.
///
/// **Never run on Windows.** It is tested against documents of the recorded form alone; see
/// `docs/agents-windows-macos.md` for what is known and what is not.
///
/// A package is an update, called by its number: `KB5001330`. It has no version, so that of an
/// ordered one says nothing; what an order calls an earlier version means without the update. Safe
/// for concurrent use: it keeps nothing between calls.
package struct WindowsBackend: PackageManager {
    /// How a program that only looks is run.
    typealias Runner = @Sendable (ProgramCall) async throws -> Command.Result

    let run: Runner

    /// Works on the machine itself.
    package init() {
        run = { try await Command.run($0) }
    }

    /// Works with a runner of its own.
    init(run: @escaping Runner) { self.run = run }

    /// Whether a root folder is that of a running Windows: `/` or nothing, and the kernel is there.
    ///
    /// A Windows that lies in another folder cannot be asked anything.
    ///
    /// - Parameters:
    ///   - root: The root folder of the agent.
    ///   - environment: The variables of the process, for `SystemRoot`.
    /// - Returns: Whether it is.
    package static func isPresent(root: String, environment: [String: String]) -> Bool {
        isPresent(root: root, environment) { FileManager.default.fileExists(atPath: $0) }
    }

    static func isPresent(
        root: String,
        _ environment: [String: String],
        exists: (String) -> Bool
    ) -> Bool {
        guard root.isEmpty || root == "/" else { return false }
        // The names of variables have no case there.
        let folder = environment.first { $0.key.lowercased() == "systemroot" }?.value
        guard let folder, !folder.isEmpty else { return false }
        return exists(folder + "\\System32\\ntoskrnl.exe")
    }

    /// The updates that are installed and in effect.
    ///
    /// There are no repositories in it: what the machine is offered depends on the agent's server.
    package func inventory() async throws -> InventoryReading {
        let survey = try await survey()
        let stream = survey.system.stream
        var notes: [String] = []
        if !stream.isKnown {
            let name = "\(survey.system.productName), build \(survey.system.build)"
            notes.append("no advisory's name is known for \(name) (\(survey.system.kind))")
        }
        if let fault = survey.agentFault {
            notes.append("the update agent failed, so only Windows' own updates count")
            notes.append(fault.text)
        }
        let pending = survey.pending.sorted()
        if !pending.isEmpty {
            let names = pending.map(\.name).joined(separator: ", ")
            notes.append("not in effect before a restart, and so not counted: \(names)")
        }
        let inventory = Inventory(
            stream: stream.name,
            architecture: survey.system.architecture,
            packages: survey.installed.map(\.row),
            repositories: nil
        )
        return InventoryReading(inventory: inventory, notes: notes)
    }

    /// Always no: the installation itself waits for another one, as long as the agent says that it
    /// is busy, because nothing but a program can ask for that.
    package func isBusy() throws -> Bool { false }

    /// dism.exe's repair, if Windows has marked its component store as damaged.
    package func repair() async throws -> ProgramCall? {
        let script = WindowsScripts.health
        let state = try await answer(of: script) { cursor in
            var state: Int64?
            try cursor.object { key, cursor in
                guard key == "state" else { return }
                state = try cursor.integer()
                // ImageHealthState of the module DISM: healthy, repairable, not repairable.
                guard let state, (0...2).contains(state) else {
                    throw cursor.fault("no state of a component store: \(state ?? 0)")
                }
            }
            guard let state else { throw cursor.fault("state is missing") }
            return state
        }
        switch state {
        case 0: return nil
        case 1:
            return ProgramCall(
                executable: "dism.exe",
                arguments: ["/Online", "/Cleanup-Image", "/RestoreHealth", "/Quiet", "/NoRestart"],
                environment: [:]
            )
        default:
            throw PackageManagerFailure(
                exitCode: nil,
                text: "Windows says that its component store is damaged and cannot be repaired"
            )
        }
    }

    /// What the machine is and has.
    func survey() async throws -> WindowsSurvey {
        try await answer(of: WindowsScripts.survey) { try WindowsSurvey(&$0) }
    }

    /// Runs a script to its end and reads what it answers.
    func answer<A>(
        of script: PowerShellScript,
        _ read: (inout JSONCursor) throws -> A
    ) async throws -> A {
        try WindowsAnswer.read(try await run(script.call), of: script, read)
    }
}
