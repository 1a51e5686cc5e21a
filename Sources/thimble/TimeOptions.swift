// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Server

/// When a deployment runs, as options.
struct TimeOptions: ParsableArguments {
    @Option(
        name: .customLong("schedule"),
        help: "The schedule, as said above. (default: on-demand)"
    )
    var rule: String?

    @Option(help: "The first day and the time of day of every run: 'YYYY-MM-DD HH:MM'.")
    var at: String?

    @Option(help: "After this no run begins: 'YYYY-MM-DD HH:MM'.")
    var until: String?

    @Option(help: "Whose clock these are read on: a name such as Europe/Berlin, or device.")
    var zone = "UTC"

    @Option(help: "Begin when a run of this deployment has ended well: number, identity or name.")
    var after: String?

    @Option(help: "With --after: how many of its devices must have ended well.")
    var afterSuccess = "100%"

    @Option(help: "With --after: how long to wait then, for example 2h.")
    var afterDelay = "0s"

    /// Whether any of the options was given.
    var isGiven: Bool {
        rule != nil || at != nil || until != nil || after != nil || zone != "UTC"
    }

    /// The schedule.
    func schedule() throws -> Schedule {
        let start = try at.map { try Self.time($0, "--at") }
        let word = rule ?? (after == nil ? "on-demand" : "after")
        let recurrence = try ScheduleText(word, start: start).recurrence
        if recurrence.needsStart, start == nil {
            throw Self.refusal("--schedule \(word)", "it needs --at 'YYYY-MM-DD HH:MM'")
        }
        return Schedule(
            recurrence: recurrence,
            start: start,
            end: try until.map { try Self.time($0, "--until") },
            zone: zone == "device" ? .device : .named(zone)
        )
    }

    /// The link to the deployment that goes first.
    func link(to predecessor: Deployment.Identity) throws -> DeploymentLink {
        DeploymentLink(
            predecessor: predecessor,
            minimumSuccessShare: try AmountText.share(afterSuccess, "--after-success"),
            delaySeconds: Int64(try AmountText.seconds(afterDelay, "--after-delay"))
        )
    }

    private static func time(_ text: String, _ place: String) throws -> LocalDateTime {
        let joined = text.split(separator: " ", maxSplits: 1).joined(separator: "T")
        guard let time = LocalDateTime(joined) else {
            throw refusal(place, "'\(text)' is no time of the form 'YYYY-MM-DD HH:MM'")
        }
        return time
    }

    private static func refusal(_ place: String, _ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "\(place): \(reason)")
    }
}
