// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// The options of an installation that are not targets or patches.
///
/// Every one is checked by type and range. Only the expiry has an effect yet; the others are kept
/// with the request, and those whose neglect would do harm are refused instead.
enum InstallOptions {
    /// The parameters.
    static let parameters: [Parameter] = [
        .string("ConfigName", in: .body, default: "Install Patches", summary: "A name for it."),
        .string("ConfigDescription", in: .body, lengthMax: 1_024, summary: "A note about it."),
        .choice(
            "actionToPerform",
            in: .body,
            ["Deploy", "Deploy Immediately", "Draft"],
            default: "Deploy",
            summary: "Both deployments begin at once; a draft is refused."
        ),
        .boolean(
            "isOnlyApproved",
            in: .body,
            summary: "Leave patches out that are not approved, instead of refusing the request."
        ),
        .string(
            "expirytime",
            in: .body,
            lengthMax: 16,
            summary: "No system begins after this time, `yyyy-MM-dd HH:mm` in UTC."
        ),
        .string(
            "installaftertime",
            in: .body,
            lengthMax: 16,
            summary: "Begin after this time; a time that is still to come is refused."
        ),
        .integer(
            "deadlineTime",
            in: .body,
            0...Int64.max,
            summary: "When to force it, in seconds or milliseconds, at most a year ahead; kept."
        ),
        .integer(
            "forceRebootOption",
            in: .body,
            0...2,
            summary: "0 none, 1 inside, 2 outside the window; kept, no restart is forced."
        ),
        .integer(
            "deploymentType",
            in: .body,
            0...2,
            summary: "0 and 2 deploy; 1, which only publishes, is refused."
        ),
        .integer(
            "DeploymentPolicyTemplateID",
            in: .body,
            0...Int64.max,
            summary: "A deployment policy; kept, there are none yet."
        ),
        .json("retrySettings", schema: retrySchema, summary: "Retries; kept."),
        .boolean("modify", in: .body, summary: "Change a configuration; refused."),
        .string("collId", in: .body, lengthMax: 32, summary: "The configuration to change."),
        .string("ticketId", in: .body, summary: "A ticket; kept."),
    ]

    private static let retrySchema = Schema.object([
        "enableRetrySettings": .optional(.boolean), "noOfRetries": .optional(.integer),
        "logonStartupMinRetry": .optional(.integer), "refreshMinRetry": .optional(.integer),
    ])

    /// The ranges of the numbers in `retrySettings`.
    private static let retryRanges: [(String, ClosedRange<Int64>)] = [
        ("noOfRetries", 1...10), ("logonStartupMinRetry", 0...9), ("refreshMinRetry", 0...9),
    ]

    /// What a call asks for that this server cannot do; `nil` where it can do everything.
    static func unsupported(in call: EndpointCall) throws -> String? {
        if call.string("actionToPerform") == "Draft" {
            return "actionToPerform Draft is not supported"
        }
        if call.integer("deploymentType") == 1 {
            return "deploymentType 1 (publish in the self service portal only) is not supported"
        }
        if call.flag("modify") == true { return "modify is not supported" }
        if let time = try time("installaftertime", call), time > call.now {
            return "installaftertime is not supported for a time that is still to come"
        }
        return nil
    }

    /// Checks what is kept without an effect.
    static func check(_ call: EndpointCall) throws {
        if let deadline = call.integer("deadlineTime") {
            // Ten digits are seconds, as in the vendor's sample; thirteen are milliseconds.
            let inSeconds = deadline < 100_000_000_000
            let milliseconds = inSeconds ? deadline * 1_000 : deadline
            guard milliseconds <= (call.now + .seconds(366 * 86_400)).milliseconds else {
                throw refusal("deadlineTime", "must be at most one year ahead")
            }
        }
        guard let retries = call.json("retrySettings") else { return }
        guard retries.members != nil else { throw refusal("retrySettings", "must be an object") }
        if let flag = retries.value(anyCase: "enableRetrySettings"), flag.flag == nil {
            throw refusal("retrySettings.enableRetrySettings", "must be true or false")
        }
        for (name, range) in retryRanges {
            guard let value = retries.value(anyCase: name) else { continue }
            guard let number = value.int64, range.contains(number) else {
                throw refusal(
                    "retrySettings.\(name)",
                    "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
                )
            }
        }
    }

    /// How long a system may wait before it begins; `nil` for the usual time.
    static func lifetime(_ call: EndpointCall) throws -> Duration? {
        guard let expiry = try time("expirytime", call) else { return nil }
        guard expiry > call.now else { throw refusal("expirytime", "lies in the past") }
        return expiry - call.now
    }

    private static func time(_ name: String, _ call: EndpointCall) throws -> Timestamp? {
        guard let text = call.string(name) else { return nil }
        guard let time = VendorTime.parse(text) else {
            throw refusal(name, "must be a date and time, yyyy-MM-dd HH:mm")
        }
        return time
    }

    private static func refusal(_ name: String, _ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "parameter \(name): \(reason)")
    }
}
