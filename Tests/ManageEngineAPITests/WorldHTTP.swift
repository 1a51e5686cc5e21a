// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import ManageEngineAPI
import NIOCore
import Services
import Testing
import Web

extension World {
    /// Sends one request to the face.
    func send(
        _ method: HTTPRequest.Method = .get,
        _ uri: String,
        authorization: String? = nil,
        body: String? = nil,
        type: String = "application/json"
    ) async throws -> Answer {
        let router = Router(context: ThimbleContext.self)
        RequestPipeline(
            logger: Logger(label: "forge") { _ in SwiftLogNoOpLogHandler() },
            metrics: Metrics(),
            makeRequestID: { "made-1" }
        ).install(on: router)
        let address = PublicAddress(scheme: "https", host: "patch.forge.example:8443")
        manageEngineFace(services: services, address: address).register(on: router, clock: clock)
        var fields = HTTPFields()
        if let authorization { fields[.authorization] = authorization }
        if body != nil { fields[.contentType] = type }
        let headers = fields
        return try await Application(router: router).test(.router) { client in
            let response = try await client.execute(
                uri: uri,
                method: method,
                headers: headers,
                body: body.map { ByteBuffer(string: $0) }
            )
            return Answer(
                status: response.status.code,
                headers: response.headers,
                text: String(buffer: response.body)
            )
        }
    }

    /// Makes a client of the first user and gets an access token with its scope.
    func token(scope: String = "") async throws -> String {
        let client = try await client(scope: scope)
        return try await services.access.refresh(
            clientID: client.clientID,
            clientSecret: client.clientSecret,
            refreshToken: client.refreshToken
        ).token
    }

    /// Makes a client of the first user.
    func client(scope: String = "") async throws -> ClientSecrets {
        try await services.access.makeClient(
            dialect: ManageEngineAPI.dialect,
            user: "admin",
            scope: scope,
            by: Self.owner
        )
    }
}

/// A forge with someone who may do everything.
struct Visit: Sendable {
    let world: World
    let token: String

    init() async throws {
        world = try await World()
        token = try await world.token()
    }

    /// Gets a page below `/api/1.4`.
    func get(_ path: String) async throws -> Answer {
        try await world.send(.get, "/api/1.4/\(path)", authorization: token)
    }

    /// Posts JSON below `/api/1.4`.
    func post(_ path: String, _ body: String? = nil) async throws -> Answer {
        try await world.send(.post, "/api/1.4/\(path)", authorization: token, body: body)
    }

    /// The only row of a list whose key has a value.
    func row(_ path: String, where key: String, is value: JSONValue) async throws -> JSONValue {
        let rows = try await get(path).rows().filter { $0.value(key) == value }
        #expect(rows.count == 1, "\(path): \(rows.count) rows with \(key) \(value)")
        return try #require(rows.first)
    }
}

/// A reply as a test reads it.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// The whole body.
    func json() throws -> JSONValue { try JSONValue.parse(ByteBuffer(string: text)) }

    /// A member of the body.
    func member(_ key: String) throws -> JSONValue? { try json().value(key) }

    /// The rows of the list that the message type names.
    func rows() throws -> [JSONValue] {
        let type = try #require(try member("message_type")?.text, "\(text)")
        let response = try #require(try member("message_response"), "\(text)")
        return try #require(response.value(type)?.elements, "\(text)")
    }

    /// The texts of one column, in order.
    func column(_ key: String) throws -> [String] {
        try rows().map { try #require($0.value(key)?.text, "\(key) in \(text)") }
    }

    /// The number of rows that were found.
    func total() throws -> Int64? { try member("message_response")?.value("total")?.int64 }
}
