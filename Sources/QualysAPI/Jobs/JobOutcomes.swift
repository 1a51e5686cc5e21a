// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Web

/// What became of several jobs: a row for each that was named, in order.
struct JobOutcomes: Sendable {
    private let texts: [String]
    private let outcomes: [Deployment.Identity: DeploymentOutcome]
    private let message: @Sendable (DomainError) -> String

    /// Puts outcomes in the order of what was named; `message` tells why something was not done.
    init(
        _ jobs: JobIdentities,
        _ outcomes: [DeploymentOutcome],
        message: @escaping @Sendable (DomainError) -> String = { Errors.message(of: $0) }
    ) {
        texts = jobs.texts
        self.outcomes = Dictionary(
            outcomes.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.message = message
    }

    /// The answer; what was not done makes no other status.
    var reply: Reply {
        .json(capacity: 64 + 160 * texts.count) { json in
            json.array { json in
                for text in texts { write(text, to: &json) }
            }
        }
    }

    private func write(_ text: String, to json: inout JSONWriter) {
        let outcome = Deployment.Identity(text).flatMap { outcomes[$0] }
        let error =
            outcome == nil
            ? DomainError(.deploymentNotFound, subject: String(text.prefix(64))) : outcome?.error
        json.object { json in
            json.field("id", outcome?.id.description ?? text)
            json.field("name", outcome?.name)
            json.field("status", error == nil ? "success" : "failure")
            if let error { json.field("error", message(error)) }
        }
    }

    /// The shape of the answer.
    static let schema = Schema.array(
        of: .object([
            "id": .string, "name": .nullable(.string),
            "status": .values(["success", "failure"]), "error": .optional(.string),
        ])
    )
}
