// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Web

/// A small made-up face that uses everything the toolbox has.
enum Orchard {
    static let paging = PageRule(
        page: "page",
        size: "pageLimit",
        first: 1,
        sizeDefault: 25,
        sizeMax: 100,
        outside: .clamped
    )

    /// The face; its tokens are `reader`, `picker` (which has both scopes) and `broken`.
    static func face(
        rules: FaceRules = FaceRules(namesIgnoreCase: true),
        more endpoints: [Endpoint] = []
    ) -> Face {
        Face(
            name: "orchard",
            title: "Orchard API",
            version: "2.1",
            description: "Trees and what grows on them.",
            basePaths: ["/api/2", "/api/1", "/login"],
            security: [
                .apiKey(header: "Authorization", description: "The bare token."),
                .basic(description: "Name and password."),
            ],
            errorResponses: [
                .json(400, "The request is not well-formed.", .object(["fault": .string])),
                .json(401, "The token is missing or unknown.", .object(["fault": .string])),
            ],
            rules: rules,
            endpoints: [listTrees, showTree, plantTree, importTrees, login] + endpoints,
            authenticate: authenticate,
            errorReply: { error, failed in
                let named = DomainError(naming: error)
                return .json(status: HTTPResponse.Status(meaning: named)) { json in
                    json.object {
                        $0.field("fault", named.description)
                        $0.field("at", failed.path)
                        $0.field("endpoint", failed.endpointName)
                        $0.field("request", failed.requestID)
                    }
                }
            }
        )
    }

    static let listTrees = Endpoint(
        .get,
        "/api/2/trees",
        aliases: ["/api/1/trees", "/api/1/tree/list"],
        name: "listTrees",
        summary: "All trees",
        description: "Sorted by *name*.",
        tag: "Trees",
        access: .scope("trees.read"),
        parameters: [
            .choice("kind", ["Apple", "Pear"], aliases: ["sort"], summary: "Only this kind."),
            .list("ids", of: .integer(1...Int64.max), countMax: 3, summary: "Only these."),
            .list("marks", of: .string, separator: "|", summary: "Only trees with these marks."),
            .string("owner", lengthMax: 8, summary: "Only of this owner."),
            .integer("height", 0...100, summary: "At least so high, in metres."),
            .boolean("ripe", default: false, summary: "Only ripe ones."),
            .string("X-Season", in: .header, default: "summer", summary: "The season."),
        ] + paging.parameters,
        responses: [
            .json(
                200,
                "One page.",
                .object([
                    "total": .integer,
                    "trees": .array(
                        of: .object(["name": .string, "note": .optional(.nullable(.string))])
                    ),
                ])
            )
        ],
        handler: { call in
            let page = paging.page(of: call)
            return try .json { json in
                try json.object { json in
                    json.field("kind", call.string("kind"))
                    json.array("ids") { json in for id in call.integers("ids") { json.integer(id) }
                    }
                    json.array("marks") { json in
                        for mark in call.strings("marks") { json.string(mark) }
                    }
                    json.field("owner", call.string("owner"))
                    json.field("height", call.integer("height"))
                    json.field("ripe", try call.requireFlag("ripe"))
                    json.field("ripeGiven", call.isGiven("ripe"))
                    json.field("season", call.string("X-Season"))
                    json.field("number", page.number)
                    json.field("offset", page.offset)
                    json.field("size", page.size)
                    json.field("caller", try call.principal.label)
                    json.field("now", call.now.milliseconds)
                }
            }
        }
    )

    static let showTree = Endpoint(
        .get,
        "/api/2/trees/{id}",
        aliases: ["/api/1/tree/{id}"],
        name: "showTree",
        summary: "One tree",
        tag: "Trees",
        access: .authenticated,
        parameters: [.integer("id", in: .path, 1...Int64.max, summary: "The tree.")],
        responses: [.text(200, "Its name."), .empty(404, "No such tree.")],
        handler: { call in .text("tree \(try call.requireInteger("id"))") }
    )

    static let plantTree = Endpoint(
        .post,
        "/api/2/trees/{id}/plant/{place}",
        name: "plantTree",
        summary: "Plants a tree",
        tag: "Work",
        access: .scope("trees.write"),
        parameters: [
            .integer("id", in: .path, 1...Int64.max, summary: "The tree."),
            .string("kind", in: .body, required: true, summary: "Its kind."),
            .integer("depth", in: .body, 1...9, default: 2, summary: "Its depth."),
            .boolean("water", in: .body, summary: "Whether to water it."),
            .list("helpers", in: .body, of: .integer(1...99), summary: "Who helps."),
            .json("plan", schema: .map(of: .number), summary: "The plan."),
        ],
        body: .json(maxBytes: 1_000, required: true),
        responses: [.json(201, "Planted.")],
        handler: { call in
            let plan = call.json("plan")?.value("rows")?.int64
            return try .json(status: .created) { json in
                try json.object { json in
                    json.field("id", try call.requireInteger("id"))
                    json.field("place", try call.requireString("place"))
                    json.field("kind", try call.requireString("kind"))
                    json.field("depth", call.integer("depth"))
                    json.field("water", call.flag("water"))
                    json.array("helpers") { json in
                        for helper in call.integers("helpers") { json.integer(helper) }
                    }
                    json.field("rows", plan)
                }
            }
        }
    )

    static let importTrees = Endpoint(
        .put,
        "/api/2/trees",
        name: "importTrees",
        summary: "Replaces all trees",
        tag: "Work",
        access: .scope("trees.write"),
        body: .raw(maxBytes: 64),
        handler: { call in .text("\(call.raw.readableBytes) bytes") }
    )

    static let login = Endpoint(
        .post,
        "/login/token",
        name: "login",
        summary: "Makes a token",
        tag: "Login",
        access: .open,
        parameters: [
            .string("name", in: [.query, .form, .body], required: true, summary: "Who."),
            .string("secret", in: [.query, .form, .body], required: true, summary: "The secret."),
        ],
        body: .formOrJSON(maxBytes: 500),
        handler: { call in
            .text("\(try call.requireString("name")):\(try call.requireString("secret"))")
        }
    )

    private static let authenticate: Face.Authenticator = { head in
        let principal = Principal(
            actor: .local(name: head.headers[.authorization] ?? "nobody"),
            scope: TenantPath(root: 1),
            permissions: []
        )
        switch head.headers[.authorization] {
        case "reader": return Authenticated(principal: principal, scopes: ["trees.read"])
        case "picker":
            return Authenticated(principal: principal, scopes: ["trees.read", "trees.write"])
        case "broken": throw Broken(secret: "swordfish")
        case nil: throw DomainError(.credentialMissing)
        default: throw DomainError(.credentialUnknown)
        }
    }

    /// An error that nobody expects, with something in it that no client may see.
    struct Broken: Error {
        let secret: String
    }
}

/// A clock that stands still.
struct StoppedClock: WallClock {
    var now = Timestamp(milliseconds: 1_700_000_000_000)
}

/// A server in memory with a face and the standard middleware.
struct World {
    let router: Router<ThimbleContext>
    let metrics = Metrics()
    let log = LogRecorder()

    init(
        _ faces: [Face] = [Orchard.face()],
        before middleware: (any MiddlewareProtocol<Request, Response, ThimbleContext>)? = nil
    ) {
        router = Router(context: ThimbleContext.self)
        RequestPipeline(logger: log.logger, metrics: metrics, makeRequestID: { "made-1" })
            .install(on: router)
        if let middleware { router.add(middleware: middleware) }
        FaceGroup(faces, clock: StoppedClock()).register(on: router)
    }

    /// Sends one request to the router, as `reader` unless headers say otherwise.
    func send(
        _ method: HTTPRequest.Method = .get,
        _ uri: String,
        token: String? = "reader",
        headers: HTTPFields = [:],
        body: String? = nil
    ) async throws -> Answer {
        var headers = headers
        if let token { headers[.authorization] = token }
        let fields = headers
        return try await Application(router: router).test(.router) { client in
            let response = try await client.execute(
                uri: uri,
                method: method,
                headers: fields,
                body: body.map { ByteBuffer(string: $0) }
            )
            return Answer(
                status: response.status.code,
                headers: response.headers,
                body: response.body
            )
        }
    }
}

/// A reply as a test reads it.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: ByteBuffer

    /// The body as text.
    var text: String { String(buffer: body) }

    /// A member of the JSON object that the body is.
    func member(_ key: String) throws -> JSONValue? { try JSONValue.parse(body).value(key) }
}
