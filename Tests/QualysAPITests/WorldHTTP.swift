// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import QualysAPI
import Testing
import Web

extension World {
    /// Sends one request to the face, as it is.
    ///
    /// A header that is named here twice is sent twice; `type` counts only where there is a body.
    func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        body: String? = nil,
        type: String? = "application/json",
        headers: [(name: String, value: String)] = [],
        settings: QualysSettings = QualysSettings()
    ) async throws -> Answer {
        let router = Router(context: ThimbleContext.self)
        RequestPipeline(
            logger: Logger(label: "nursery") { _ in SwiftLogNoOpLogHandler() },
            metrics: Metrics(),
            makeRequestID: { "made-1" }
        ).install(on: router)
        qualysFace(services: services, settings: settings).register(on: router, clock: clock)
        var fields = HTTPFields()
        if body != nil, let type { fields[.contentType] = type }
        for (name, value) in headers {
            fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        }
        let sent = fields
        return try await Application(router: router).test(.router) { client in
            let response = try await client.execute(
                uri: uri,
                method: method,
                headers: sent,
                body: body.map { ByteBuffer(string: $0) }
            )
            return Answer(
                status: response.status.code,
                headers: response.headers,
                text: String(buffer: response.body)
            )
        }
    }
}

/// A reply as a test reads it.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// A header field by its name, whatever its case.
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The whole body.
    func json() throws -> JSONValue { try JSONValue.parse(ByteBuffer(string: text)) }

    /// A member of the body.
    func member(_ key: String) throws -> JSONValue? { try json().value(key) }

    /// The rows of a list, which must be a bare array with status 200.
    func rows() throws -> [JSONValue] {
        try #require(status == 200, "\(status) \(text)")
        return try #require(try json().elements, "\(text)")
    }

    /// The texts of one member of all rows, in order.
    func column(_ key: String) throws -> [String] {
        try rows().map { try #require($0.value(key)?.text, "\(key) in \(text)") }
    }

    /// The error envelope's code and message.
    func error() throws -> (code: String, message: String) {
        let envelope = try #require(try member("_error"), "\(status) \(text)")
        let code = try #require(envelope.value("errorCode")?.text, "\(text)")
        return (code, try #require(envelope.value("message")?.text, "\(text)"))
    }
}

extension JSONValue {
    /// The keys of an object, in the order in which they were sent.
    var keys: [String] { members?.members.map(\.key) ?? [] }
}
