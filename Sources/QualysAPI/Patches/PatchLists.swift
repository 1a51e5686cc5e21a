// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Query
import Services
import Web

/// The patches that concern the caller's assets: lists, counts, and which to install first.
struct PatchLists: Sendable {
    /// The heading of the group.
    static let tag = "Patches"

    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] { lists + counts + [first] }

    private var lists: [Endpoint] {
        [
            Endpoint(
                .get,
                "/pm/v1/patches",
                summary: "Patches, page by page",
                description: "At most 10,000 records; `POST /pm/v2/patches` has no such limit.",
                tag: Self.tag,
                access: .authenticated,
                parameters: Paging.rule.parameters + Self.question + [Questions.sort],
                responses: [.json(200, "One page.", .array(of: PatchRow.schema()))],
                handler: { try page($0) }
            ),
            Endpoint(
                .post,
                "/pm/v2/patches",
                summary: "Patches, without a limit",
                description: """
                    Every full page says in the header field `searchAfter` where the next one \
                    begins, and every page in `count` how many patches there are in all.
                    """,
                tag: Self.tag,
                access: .authenticated,
                parameters: Self.posted + [
                    Self.pageSize, Questions.sort, Cursor.parameter, Self.attributes,
                ],
                body: .json(maxBytes: Self.bodyBytesMax),
                responses: [
                    .json(200, "One page.", .array(of: PatchRow.schema(isProjected: true)))
                ],
                handler: { try next($0) }
            ),
        ]
    }

    private var counts: [Endpoint] {
        [
            Endpoint(
                .get,
                "/pm/v1/patches/count",
                summary: "How many patches there are",
                tag: Self.tag,
                access: .authenticated,
                parameters: Self.question + [PatchCounts.groupBy],
                responses: [.json(200, "The numbers.", PatchCounts.schema)],
                handler: { try count($0) }
            ),
            Endpoint(
                .post,
                "/pm/v2/patches/count",
                summary: "How many patches there are",
                tag: Self.tag,
                access: .authenticated,
                parameters: Self.posted + [PatchCounts.groupBy.also(in: .body)],
                body: .json(maxBytes: Self.bodyBytesMax),
                responses: [.json(200, "The numbers.", PatchCounts.schema)],
                handler: { try count($0) }
            ),
        ]
    }

    private var first: Endpoint {
        Endpoint(
            .post,
            "/pm/v1/remediation/insights",
            summary: "The missing patches that lower the risk most",
            description: """
                First what is known to be exploited, then by severity times the number of \
                assets that miss it, then by the probability of an exploit.
                """,
            tag: Self.tag,
            access: .authenticated,
            parameters: [
                Platforms.any.also(in: .body), Self.pageSize.also(in: .body),
            ],
            body: .json(maxBytes: Self.bodyBytesMax),
            responses: [
                .json(
                    200,
                    "The best first.",
                    .object(["patches": .array(of: PatchRow.schema())])
                )
            ],
            handler: { try insights($0) }
        )
    }

    /// The most bytes of a body: two queries of the largest size, escaped.
    private static let bodyBytesMax = 262_144

    private static let question = [
        Platforms.ofPatches, PatchQuestion.query, PatchQuestion.havingQuery,
    ]

    private static let posted = [
        Platforms.ofPatches, PatchQuestion.query.also(in: .body),
        PatchQuestion.havingQuery.also(in: .body),
    ]

    private static let pageSize = Parameter.integer(
        "pageSize",
        1...Int64(Paging.recordsMax),
        default: Paging.rule.sizeDefault,
        summary: "Rows on a page."
    )

    private static let attributes = Parameter.list(
        "attributes",
        in: [.query, .body],
        of: .string,
        summary: "The members to show, separated by commas or as a list; all where it is missing."
    )

    private func page(_ call: EndpointCall) throws -> Reply {
        let page = try Paging.page(of: call)
        let question = try PatchQuestion(call)
        let view = try services.assessment.view(by: call.principal)
        let found = view.patchPage(
            question.patches,
            having: question.devices,
            by: question.orders,
            from: .offset(page.offset),
            limit: page.size
        )
        return reply(found.rows, .all, view)
    }

    private func next(_ call: EndpointCall) throws -> Reply {
        let question = try PatchQuestion(call)
        let size = Int(try call.requireInteger(Self.pageSize.name))
        let attributes = Attributes(call.strings(Self.attributes.name).joined(separator: ","))
        let place = try Cursor.place(of: call, by: question.orders, SearchSchema.patches)
        let view = try services.assessment.view(by: call.principal)
        let found = view.patchPage(
            question.patches,
            having: question.devices,
            by: question.orders,
            from: place,
            limit: size
        )
        let last = found.rows.count == size ? found.rows.last : nil
        return reply(found.rows, attributes, view).continued(
            total: found.total,
            after: last.map { view.mark($0, by: question.orders) }
        )
    }

    private func count(_ call: EndpointCall) throws -> Reply {
        let question = try PatchQuestion(call, hasOrder: false)
        let view = try services.assessment.view(by: call.principal)
        return PatchCounts.reply(call, question, view)
    }

    private func insights(_ call: EndpointCall) throws -> Reply {
        let size = Int(try call.requireInteger(Self.pageSize.name))
        let view = try services.assessment.view(by: call.principal)
        let rows = view.insights(Platforms.filter(.platform, of: call), limit: size)
        return .json { json in
            json.object { json in
                json.array("patches") { json in
                    for (patch, tally) in rows {
                        PatchRow(patch: patch, tally: tally, view: view).write(to: &json)
                    }
                }
            }
        }
    }

    private func reply(
        _ rows: [(patch: Patch, tally: PatchTally)],
        _ attributes: Attributes,
        _ view: FleetView
    ) -> Reply {
        .json(capacity: 512 + 1_024 * rows.count) { json in
            json.array { json in
                for (patch, tally) in rows {
                    PatchRow(patch: patch, tally: tally, view: view).write(to: &json, attributes)
                }
            }
        }
    }
}
