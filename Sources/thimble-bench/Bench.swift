// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// The measured side of `make bench`.
///
/// Each command measures one thing, alone in this process, through the code that the server runs;
/// it prints one JSON object and writes what it found, so that `scripts/bench` can compare the
/// answers with those of other programs before any time counts.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thimble-bench",
        abstract: "Measure parts of Thimble for scripts/bench.",
        subcommands: [
            ColdJSON.self, ColdStrings.self, WarmAll.self, NewAdvisory.self, DeviceFindings.self,
            Queries.self, Fill.self, Update.self, HTTPList.self, HTTPCheckIn.self, QualysList.self,
        ]
    )
}
