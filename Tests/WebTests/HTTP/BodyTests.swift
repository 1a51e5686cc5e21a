// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import Web

@Suite struct BodyTests {
    @Test("a body may be as large as its endpoint says, and no larger")
    func limitsSize() async throws {
        let world = World()
        func put(_ size: Int) async throws -> (Int, String) {
            let body = String(repeating: "x", count: size)
            let reply = try await world.send(.put, "/api/2/trees", token: "picker", body: body)
            return (reply.status, reply.text)
        }
        #expect(try await put(0) == (200, "0 bytes"))
        #expect(try await put(64) == (200, "64 bytes"))
        let (status, text) = try await put(65)
        #expect(status == 413)
        #expect(text.contains("request.too_large: body: more than 64 bytes"))
    }

    @Test("a body that does not announce its length is counted as it comes")
    func countsUnannouncedBody() async throws {
        let endpoint = Endpoint(
            .post,
            "/api/2/large",
            name: "large",
            summary: "Large",
            tag: "X",
            access: .open,
            body: .raw(maxBytes: 100_000),
            handler: { call in .text("\(call.raw.readableBytes)") }
        )
        let world = World([Orchard.face(more: [endpoint])], before: LengthRemover())
        let fits = String(repeating: "x", count: 100_000)
        #expect(try await world.send(.post, "/api/2/large", body: fits).text == "100000")
        let long = try await world.send(.post, "/api/2/large", body: fits + "x")
        #expect(long.status == 413)
    }

    @Test(
        "a form or JSON is told apart by its type, and without one by its first byte",
        arguments: [
            ("", "application/x-www-form-urlencoded", "name=a+b&secret=c%2Bd", "a b:c+d"),
            ("", "application/x-www-form-urlencoded; charset=utf-8", "name=a&secret=b", "a:b"),
            ("", "application/json", #"{"name":"a","secret":"b"}"#, "a:b"),
            ("", "Application/JSON;charset=UTF-8", #" {"name":"a","secret":"b"}"#, "a:b"),
            ("", nil, #" {"name":"a","secret":"b"}"#, "a:b"),
            ("", nil, "name=a&secret=b", "a:b"),
            ("", "application/x-www-form-urlencoded", #"{"name":"a","secret":"b"}"#, "a:b"),
            ("?name=a&secret=b", nil, nil, "a:b"),
            ("?name=a", "application/x-www-form-urlencoded", "secret=b", "a:b"),
            ("?name=a+%2B&secret=b", nil, "", "a +:b"),
        ] as [(String, String?, String?, String)]
    )
    func tellsEncodings(
        query: String,
        type: String?,
        body: String?,
        expected: String
    ) async throws {
        var headers = HTTPFields()
        headers[.contentType] = type
        let uri = "/login/token" + query
        let reply = try await World().send(.post, uri, token: nil, headers: headers, body: body)
        #expect(reply.text == expected)
    }

    @Test(
        "a malformed body is refused with its place",
        arguments: [
            ("application/json", #"{"name":tru}"#, "body: byte 8: a value is due"),
            ("application/json", "name=a", "body: byte 0: a value is due"),
            ("text/plain", "name=%", "body: byte 5: % without two hexadecimal digits"),
            ("application/json", #"{"name":"a"}"#, "parameter secret: missing"),
        ]
    )
    func refusesMalformedBody(type: String, body: String, subject: String) async throws {
        let headers: HTTPFields = [.contentType: type]
        let reply = try await World()
            .send(.post, "/login/token", token: nil, headers: headers, body: body)
        #expect(reply.status == 400)
        #expect(try reply.member("fault") == .string("request.invalid: \(subject)"))
    }

    @Test("an endpoint without a body ignores one")
    func ignoresBody() async throws {
        let reply = try await World().send(.get, "/api/2/trees/3", body: "{nonsense")
        #expect(reply.text == "tree 3")
    }
}

/// Hides the announced length of a body, as a client does that sends it in chunks.
private struct LengthRemover: RouterMiddleware {
    func handle(
        _ request: Request,
        context: ThimbleContext,
        next: (Request, ThimbleContext) async throws -> Response
    ) async throws -> Response {
        var head = request.head
        head.headerFields[.contentLength] = nil
        return try await next(Request(head: head, body: request.body), context)
    }
}
