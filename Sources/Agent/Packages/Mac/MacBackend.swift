// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

/// softwareupdate(8) as the package manager of this Mac.
///
/// **Never run on macOS.** It is tested against output of the recorded form alone; see
/// `docs/agents-windows-macos.md` for what is known and what is not.
///
/// A package is what Apple delivers: `macOS` in its version, or an application such as `Safari`. On
/// a Mac with Apple silicon macOS itself is not installed, because that takes the password of an
/// owner of the volume. Safe for concurrent use: it keeps nothing between calls.
package struct MacBackend: PackageManager {
    /// How a program that only looks is run.
    typealias Runner = @Sendable (ProgramCall) async throws -> Command.Result

    /// What the system itself is called, in inventories and advisories.
    static let system = "macOS"
    /// The language in which the programs are read.
    static let language = ["LANG": "C", "LC_ALL": "C"]

    let run: Runner

    /// Works on the machine itself.
    package init() {
        run = { try await Command.run($0) }
    }

    /// Works with a runner of its own.
    init(run: @escaping Runner) { self.run = run }

    /// Whether a root folder is that of a running macOS.
    ///
    /// It is `/` or nothing, and the system's files are there. A volume that is mounted elsewhere
    /// cannot be asked anything.
    package static func isPresent(root: String) -> Bool {
        isPresent(root: root) { FileManager.default.fileExists(atPath: $0) }
    }

    static func isPresent(root: String, exists: (String) -> Bool) -> Bool {
        (root.isEmpty || root == "/") && exists("/System/Library/CoreServices/SystemVersion.plist")
    }

    /// macOS in its version, and the last version that was installed of each of Apple's packages.
    package func inventory() async throws -> InventoryReading {
        let macOS = try await current()
        let inventory = Inventory(
            stream: macOS.stream,
            architecture: try await isAppleSilicon() ? "arm64" : "x86_64",
            packages: try await packages(macOS),
            repositories: nil
        )
        return InventoryReading(inventory: inventory, notes: [])
    }

    /// Always no: softwareupdated(8) takes one request after the other, and says nothing of it.
    package func isBusy() throws -> Bool { false }

    /// Always none: an interrupted update is not begun, or is finished by macOS itself.
    package func repair() async throws -> ProgramCall? { nil }

    /// Not needed where nothing is offered that asks for a restart; unknown otherwise.
    ///
    /// An update of macOS takes effect by the restart itself: before it the Mac runs the old
    /// version, and nothing tells whether the new one is prepared.
    package func rebootNeed() async throws -> RebootNeed {
        try await offered(isFresh: false).contains { $0.action != nil } ? .unknown : .notNeeded
    }

    /// The macOS that runs.
    func current() async throws -> MacSystem {
        try MacSystem(try await output(of: "/usr/bin/sw_vers", []))
    }

    /// The rows of the inventory.
    func packages(_ macOS: MacSystem) async throws -> [InstalledPackage] {
        let arguments = ["SPInstallHistoryDataType", "-json"]
        let history = try await output(of: "/usr/sbin/system_profiler", arguments)
        let row = InstalledPackage(
            name: Self.system,
            architecture: nil,
            version: macOS.version,
            source: Self.system
        )
        return [row] + (try MacInstallHistory.packages(history))
    }

    /// Whether the machine has a processor of Apple's; asked of the hardware, because a program
    /// that is translated for it is told otherwise.
    func isAppleSilicon() async throws -> Bool {
        // -i: a name that an older system does not know is no error (sysctl(8)).
        try await output(of: "/usr/sbin/sysctl", ["-in", "hw.optional.arm64"]).trimmed == "1"
    }

    /// The updates that are offered; `isFresh` asks Apple's servers.
    func offered(isFresh: Bool) async throws -> [MacUpdate] {
        let call = ProgramCall(
            executable: "/usr/sbin/softwareupdate",
            arguments: ["--list"] + (isFresh ? [] : ["--no-scan"]),
            environment: Self.language
        )
        let result = try await run(call)
        guard result.status == 0 else { throw Self.failure(call, result) }
        do {
            return try MacUpdateList.updates(in: result.output, errors: result.errors)
        } catch {
            throw PackageManagerFailure(exitCode: nil, text: error.description)
        }
    }

    private func output(of program: String, _ arguments: [String]) async throws -> String {
        let call = ProgramCall(
            executable: program,
            arguments: arguments,
            environment: Self.language
        )
        let result = try await run(call)
        guard result.status == 0 else { throw Self.failure(call, result) }
        return result.output
    }

    private static func failure(
        _ call: ProgramCall,
        _ result: Command.Result
    ) -> PackageManagerFailure {
        let said = result.errors.trimmed
        let text = said.isEmpty ? result.output.trimmed : said
        return PackageManagerFailure(
            exitCode: result.status,
            text: "\(call.executable): \(text.isEmpty ? "it said nothing" : text)"
        )
    }
}
