// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Query
import Services
import Web

/// The caller's assets: lists, the search without a limit, and identities for numbers.
struct AssetLists: Sendable {
    /// The heading of the group.
    static let tag = "Assets"

    let services: Services
    let settings: QualysSettings

    /// The endpoints.
    var endpoints: [Endpoint] { [details, list, search, identities] }

    private var details: Endpoint {
        Endpoint(
            .get,
            "/pm/v1/details",
            summary: "The version of the server",
            tag: Self.tag,
            access: .authenticated,
            responses: [.json(200, "The version.", .object(["appVersion": .string]))],
            handler: { _ in release() }
        )
    }

    private var list: Endpoint {
        Endpoint(
            .get,
            "/pm/v1/assets",
            summary: "Assets, page by page",
            description: "At most 10,000 records; `POST /pm/v1/assets` has no such limit.",
            tag: Self.tag,
            access: .authenticated,
            parameters: Paging.rule.parameters + AssetQuestion.parameters(in: .query) + [
                Questions.sort, Self.attributes(in: .query),
            ],
            responses: [.json(200, "One page.", .array(of: ListedAsset.schema))],
            handler: { try page($0) }
        )
    }

    private var search: Endpoint {
        Endpoint(
            .post,
            "/pm/v1/assets",
            summary: "Assets, without a limit",
            description: """
                Every full page says in the header field `searchAfter` where the next one begins, \
                and every page in `count` how many assets there are in all.
                """,
            tag: Self.tag,
            access: .authenticated,
            parameters: AssetQuestion.parameters(in: [.query, .body]) + [
                Self.pageSize, AssetQuestion.sortOrder, Cursor.parameter,
                Self.attributes(in: [.query, .body]),
            ],
            body: .json(maxBytes: Self.bodyBytesMax),
            responses: [.json(200, "One page.", .array(of: SearchedAsset.schema))],
            handler: { try next($0) }
        )
    }

    private var identities: Endpoint {
        Endpoint(
            .post,
            "/pm/v1/assets/uuids",
            summary: "The identities of assets by their numbers",
            description: "The body is a list of at most 1,000 numbers: `[1, 2]`.",
            tag: Self.tag,
            access: .authenticated,
            body: .json(maxBytes: AssetNumbers.bodyBytesMax, required: true),
            responses: [.json(200, "What was found, and what was not.", AssetNumbers.schema)],
            handler: { call in
                let numbers = try AssetNumbers(call.json)
                return numbers.reply(try services.assessment.view(by: call.principal))
            }
        )
    }

    /// The most bytes of a body: two queries of the largest size, escaped.
    private static let bodyBytesMax = 262_144

    private static let pageSize = Parameter.integer(
        "pageSize",
        1...Int64(Paging.recordsMax),
        default: Paging.rule.sizeDefault,
        summary: "Rows on a page."
    )

    private static func attributes(in places: Parameter.Places) -> Parameter {
        .list(
            "attributes",
            in: places,
            of: .string,
            countMax: 100,
            summary: "The members to show, separated by commas or as a list; all if missing."
        )
    }

    private func release() -> Reply {
        let version = settings.programVersion.map { "-\($0)" } ?? ""
        return .json(capacity: 128) { json in
            json.object { $0.field("appVersion", "\(QualysAPI.release).0.0\(version)") }
        }
    }

    private func page(_ call: EndpointCall) throws -> Reply {
        let page = try Paging.page(of: call)
        let question = try AssetQuestion(call)
        let orders = try Questions.orders(
            call.string(Questions.sort.name),
            SearchSchema.devices
        )
        let view = try services.assessment.view(by: call.principal)
        let found = view.devicePage(
            question.devices,
            having: question.patches,
            by: orders,
            from: .offset(page.offset),
            limit: page.size
        )
        let attributes = Attributes(call.strings("attributes").joined(separator: ","))
        return .json(capacity: 512 + 1_024 * found.rows.count) { json in
            json.array { json in
                for device in found.rows {
                    ListedAsset(AssetFacts(device, view)).write(to: &json, attributes)
                }
            }
        }
    }

    private func next(_ call: EndpointCall) throws -> Reply {
        let question = try AssetQuestion(call)
        let orders = [FieldOrder(DeviceField.name, isDescending: question.isDescending(call))]
        let place = try Cursor.place(of: call, by: orders, SearchSchema.devices)
        let size = Int(try call.requireInteger(Self.pageSize.name))
        let view = try services.assessment.view(by: call.principal)
        let found = view.devicePage(
            question.devices,
            having: question.patches,
            by: orders,
            from: place,
            limit: size
        )
        let members = AssetMembers(of: call, call.strings("attributes"), settings)
        let reply = Reply.json(capacity: 512 + 1_024 * found.rows.count) { json in
            json.array { json in
                for device in found.rows {
                    SearchedAsset(AssetFacts(device, view)).write(to: &json, members)
                }
            }
        }
        let last = found.rows.count == size ? found.rows.last : nil
        return reply.continued(
            total: found.total,
            after: last.map { view.mark($0, by: orders) }
        )
    }
}
