// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Query
import Services
import Web

/// What is known about vulnerabilities by their numbers.
struct Vulnerabilities: Sendable {
    /// The heading of the group.
    static let tag = "Vulnerabilities"

    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/pm/v1/vulnerabilities",
                summary: "Vulnerabilities by their numbers",
                description: """
                    The numbers are those that patches have in `qid`. Numbers that no patch of the \
                    catalogue names are left out, not refused.
                    """,
                tag: Self.tag,
                access: .authenticated,
                parameters: [Self.numbers],
                body: .json(maxBytes: Self.bodyBytesMax, required: true),
                responses: [
                    .json(
                        200,
                        "The vulnerabilities, in the order asked for.",
                        .array(of: VulnerabilityRow.schema)
                    )
                ],
                handler: { try named($0) }
            )
        ]
    }

    /// The most bytes of a body: 1,000 numbers, each on a line of its own.
    private static let bodyBytesMax = 65_536

    private static let numbers = Parameter.list(
        "qids",
        in: .body,
        of: .integer(Int64.min...Int64.max),
        required: true,
        summary: "The numbers, at most 1,000, as numbers or as text."
    )

    private func named(_ call: EndpointCall) throws -> Reply {
        let view = try services.assessment.view(by: call.principal)
        let rows = VulnerabilityRow.rows(of: call.integers(Self.numbers.name), in: view)
        return .json { json in
            json.array { json in
                for row in rows { row.write(to: &json) }
            }
        }
    }
}
