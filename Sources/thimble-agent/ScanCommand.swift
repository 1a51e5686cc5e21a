// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The verb `scan`: reads the inventory and tells the server.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Reads what is installed now and tells the server.",
        discussion: """
            Orders that are waiting are noted but not carried out: that is the business of `run`.

            Example: thimble-agent scan --json
            """
    )

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let (scan, isUploaded) = try await common.withLoop(.warnings) { try await $0.scanOnce() }
        if json {
            print(try Agent.json(ScanAnswer(scan: scan, isUploaded: isUploaded)))
        } else {
            print("\(scan.summary), \(isUploaded ? "sent to the server" : "the server knew it")")
        }
    }
}

/// What `scan --json` prints.
private struct ScanAnswer: Encodable {
    let scan: ScanRecord
    let isUploaded: Bool
}
