// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Services
import Web

/// What the mitigations of this server are good for.
struct MitigationLists: Sendable {
    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/mtg/v1/vulnerabilities/mitigations",
                summary: "The mitigations of vulnerabilities",
                description: """
                    One row for each vulnerability that has some, by number. An empty body asks for \
                    all. Numbers without a mitigation are left out.
                    """,
                tag: MitigationJobs.tag,
                access: .authenticated,
                parameters: [Self.numbers, Self.platforms, Self.implications]
                    + Self.pages.parameters,
                body: .json(maxBytes: 262_144),
                responses: [
                    .json(
                        200,
                        "The vulnerabilities with their mitigations.",
                        .array(of: MitigationRow.schema)
                    )
                ],
                handler: { try await answer($0) }
            )
        ]
    }

    private static let numbers = Parameter.list(
        "qids",
        in: .body,
        of: .integer(Int64.min...Int64.max),
        summary: "The vulnerabilities by number, at most 1,000; all where it is missing."
    )
    private static let platforms = Parameter.list(
        "platform",
        in: .body,
        of: .choice(["Windows", "Linux", "MacOS"]),
        summary: "Only mitigations for these platforms."
    )
    private static let implications = Parameter.list(
        "implication",
        in: .body,
        of: .choice(["FIX", "MITIGATE"]),
        summary: "Only mitigations that remove the vulnerability, or that lower its risk."
    )
    private static let pages = PageRule(
        page: "pageNumber",
        size: "pageSize",
        first: 0,
        sizeDefault: 200,
        sizeMax: 200,
        outside: .refused,
        in: [.query, .body]
    )

    private func answer(_ call: EndpointCall) async throws -> Reply {
        let platforms = Set(
            call.strings(Self.platforms.name).map {
                Mitigation.Platform(Platforms.platform(named: $0))
            }
        )
        let effects = Set(call.strings(Self.implications.name).map { $0.lowercased() })
        let fitting = try await services.mitigations.effective(by: call.principal).filter {
            (platforms.isEmpty || platforms.contains($0.content.platform))
                && (effects.isEmpty || effects.contains($0.content.effect.rawValue))
        }
        let wanted = Set(call.integers(Self.numbers.name))
        let rows = MitigationRow.rows(of: fitting).filter {
            wanted.isEmpty || wanted.contains($0.qid)
        }
        let page = rows[Self.pages.page(of: call).rows(of: rows.count)]
        return .json(capacity: 256 + page.count * 512) { json in
            json.array { json in
                for row in page { row.write(to: &json) }
            }
        }
    }
}
