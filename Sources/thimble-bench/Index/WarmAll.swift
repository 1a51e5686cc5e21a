// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Fleet

/// `thimble-bench warm-all`: every patch again, over an index that is there.
struct WarmAll: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warm-all",
        abstract: "Assess every patch anew over an index of many devices."
    )

    @OptionGroup var feeds: FeedOptions

    @Option(help: "The fleet by columns.")
    var fleet: String

    @Option(help: "How often it is measured.")
    var rounds = 10

    @Option(help: "Where the answers are written.")
    var answers: String

    private struct Line: Encodable {
        let milliseconds: [Double]
        let buildMilliseconds: Double
        let postingsBytes: Int
        let findings: Int

        private enum CodingKeys: String, CodingKey {
            case milliseconds, findings
            case buildMilliseconds = "build_milliseconds"
            case postingsBytes = "postings_bytes"
        }
    }

    func run() throws {
        let fleet = try ColumnFleet(path: fleet)
        let catalogue = Catalogue(records: try feeds.records(), revisions: [])
        var build = Rounds()
        let (writer, _) = build.measure {
            let facts = fleet.facts(catalogue)
            let writer = FleetWriter(limits: BenchDevice.limits)
            _ = writer.take(facts)
            return (writer, facts)
        }
        let snapshot = writer.snapshot
        var rounds = Rounds()
        var total = 0
        for _ in 0..<max(1, self.rounds) {
            total = rounds.measure { AllFindings(snapshot) }.total
        }
        try Answers(findingsOf: snapshot).write(to: answers)
        let postings = IndexMemory(snapshot).parts.first { $0.name == "postings" }
        try Report.write(
            Line(
                milliseconds: rounds.milliseconds,
                buildMilliseconds: build.milliseconds[0],
                postingsBytes: postings?.bytes ?? 0,
                findings: total
            )
        )
    }
}
