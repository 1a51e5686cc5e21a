// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Server

/// `thimble doctor`: what the server holds, and what keeps its answers from being whole.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show sizes, stale feeds and devices of which nothing is known.",
        discussion: """
            The memory figures are those of an index that this command builds for itself; that of a \
            running server is in its /metrics. The exit status is 0 also where something wants \
            attention.

            Example: thimble doctor --data /var/lib/thimble
            """
    )

    @OptionGroup var folder: DataOption

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() async throws {
        let access = try await folder.open(needsIndex: true)
        let doctor = try await DoctorText(access)
        if json { try Output.json(doctor) } else { print(doctor.text) }
    }
}
