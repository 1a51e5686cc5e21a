// SPDX-License-Identifier: Apache-2.0
import Web

/// The members of the objects inside a job: what people at a machine are told and asked, and a few
/// small settings.
enum JobParts {
    /// A title and a text.
    static let text = [
        JobMember("userMessage", message),
        JobMember("description", message),
    ]

    /// What is said before the installation, and how often people may put it off.
    static let before = text + [JobMember("deferment", .object(deferment))]

    /// What is said and done when the packages are settled.
    static let after = [
        JobMember("suppressReboots", .flag),
        JobMember("rebootHonorOnUserLogin", .flag),
        JobMember("rebootOption", .object(before)),
        JobMember("rebootCountdown", .object(countdown)),
        JobMember(
            "onComplete",
            .object(text + [JobMember("alwaysShowCompletedPrompt", .flag)])
        ),
    ]

    /// How long people are warned.
    static let countdown =
        [
            JobMember("interval", .number(0...1_440), or: .integer(15)),
            JobMember("intervalUnit", unit, or: .string("MINUTES")),
        ] + text

    /// How often a failed patch is tried again, and how long is waited first, in minutes.
    static let retries = [
        JobMember("noOfReattempts", .number(0...10), or: .integer(0)),
        JobMember("exponentialBackoffInterval", .number(0...10_080), or: .integer(0)),
    ]

    /// What a default job waits for.
    static let occasions = [
        JobMember("onAssetActivation", .flag),
        JobMember("onAssetInactiveForXDays", .number(3...180)),
    ]

    /// Who is told of what by mail.
    static let notification = [
        JobMember("notificationTypes", .object([JobMember("email", .flag)])),
        JobMember(
            "notificationConfigs",
            .object([
                JobMember("recipientEmails", .text(0...4_096)),
                JobMember("completedPercentage", .number(0...100)),
            ])
        ),
        JobMember(
            "notificationEvents",
            .object([JobMember("onJobStart", .flag), JobMember("onJobComplete", .flag)])
        ),
    ]

    private static let deferment = [
        JobMember("count", .number(0...99), or: .integer(0)),
        JobMember("interval", .number(1...10_080), or: .integer(1)),
        JobMember("intervalUnit", unit, or: .string("HOURS")),
    ]

    private static let message = JobValue.text(0...4_096)
    private static let unit = JobValue.choice(
        ["MINUTES", "HOURS", "DAYS"],
        also: ["MINUTE": "MINUTES", "HOUR": "HOURS", "DAY": "DAYS"]
    )
}
