// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Testing
import Web

@Suite struct FaceTests {
    @Test(
        "credentials and scopes are checked, and refused in the face's envelope",
        arguments: [
            (.get, "/api/2/trees", "reader", 200, ""),
            (.get, "/api/2/trees", nil, 401, "credential.missing"),
            (.get, "/api/2/trees", "stranger", 401, "credential.unknown"),
            (.get, "/api/2/trees/4", "reader", 200, ""),
            (.get, "/api/2/trees/4", nil, 401, "credential.missing"),
            (.put, "/api/2/trees", "picker", 200, ""),
            (.put, "/api/2/trees", "reader", 403, "scope.insufficient: trees.write"),
            (.put, "/api/2/trees", nil, 401, "credential.missing"),
            (.post, "/login/token?name=a&secret=b", nil, 200, ""),
            // A wrong parameter is not told to those who may not call.
            (.get, "/api/2/trees?height=x", nil, 401, "credential.missing"),
        ] as [(HTTPRequest.Method, String, String?, Int, String)]
    )
    func checksAccess(
        method: HTTPRequest.Method,
        uri: String,
        token: String?,
        status: Int,
        fault: String
    ) async throws {
        let reply = try await World().send(method, uri, token: token)
        #expect(reply.status == status)
        if status != 200 { #expect(try reply.member("fault") == .string(fault)) }
    }

    @Test("an endpoint without a scope sees no body of a caller without one")
    func refusesBeforeReadingBody() async throws {
        let world = World()
        let body = String(repeating: "x", count: 10_000)
        let reply = try await world.send(.put, "/api/2/trees", token: "reader", body: body)
        #expect(reply.status == 403)
    }

    @Test(
        "aliases, repeated slashes and a slash at the end lead to the endpoint",
        arguments: [
            ("/api/1/trees", "listTrees"), ("/api/1/tree/list", "listTrees"),
            ("/api/2/trees/", "listTrees"), ("//api//2///trees//", "listTrees"),
            ("/api/2/%74rees", "listTrees"), ("http://localhost/api/2/trees", "listTrees"),
            ("/api/1/tree/12", "showTree"), ("/api/2/trees/12/", "showTree"),
        ]
    )
    func findsAliases(uri: String, endpoint: String) async throws {
        let reply = try await World().send(.get, uri)
        #expect(reply.status == 200)
        #expect(reply.text.hasPrefix(endpoint == "showTree" ? "tree 12" : "{\"kind\""))
    }

    @Test(
        "unknown paths below the base paths are answered by the face",
        arguments: [
            "/api/2", "/api/2/bushes", "/api/2/trees/1/2", "/api/1", "/login", "/api/2/Trees/1/x",
        ]
    )
    func answersUnknownPaths(uri: String) async throws {
        for method in [HTTPRequest.Method.get, .post, .connect] {
            let reply = try await World().send(method, uri, token: nil)
            #expect(reply.status == 404)
            #expect(try reply.member("fault") == .string("route.not_found: \(uri)"))
            #expect(try reply.member("at") == .string(uri))
            #expect(try reply.member("endpoint") == .null)
        }
    }

    @Test(
        "other paths are answered in the house's envelope",
        arguments: ["/", "/api", "/api/22", "/loginx"]
    )
    func leavesOtherPaths(uri: String) async throws {
        let reply = try await World().send(.get, uri)
        #expect(reply.status == 404)
        let error = try #require(try reply.member("error"))
        #expect(error.value("code") == .string("route.not_found"))
        #expect(error.value("request_id") == .string("made-1"))
    }

    @Test(
        "a method that a path does not have is refused with those it has",
        arguments: [
            (.delete, "/api/2/trees", "GET, PUT"), (.post, "/api/2/trees/5", "GET"),
            (.get, "/login/token", "POST"), (.options, "/api/1/trees", "GET"),
        ] as [(HTTPRequest.Method, String, String)]
    )
    func refusesOtherMethods(
        method: HTTPRequest.Method,
        uri: String,
        allowed: String
    ) async throws {
        let reply = try await World().send(method, uri)
        #expect(reply.status == 405)
        #expect(reply.headers[.allow] == allowed)
        let fault = "route.method_not_allowed: \(method.rawValue) \(uri) (allowed: \(allowed))"
        #expect(try reply.member("fault") == .string(fault))
    }

    @Test("HEAD answers the head of GET")
    func answersHead() async throws {
        let world = World()
        let get = try await world.send(.get, "/api/2/trees/4")
        let head = try await world.send(.head, "/api/2/trees/4")
        #expect(head.status == 200)
        #expect(head.headers[.contentLength] == get.headers[.contentLength])
        #expect(head.text.isEmpty)
    }

    @Test("an unexpected error is a fault of the server, and shows nothing")
    func hidesUnexpectedErrors() async throws {
        let world = World()
        let reply = try await world.send(.get, "/api/2/trees", token: "broken")
        #expect(reply.status == 500)
        #expect(try reply.member("fault") == .string("server.internal_fault"))
        #expect(!reply.text.contains("swordfish"))
    }

    @Test("queries and paths have a limit, exactly")
    func limitsQuery() async throws {
        let world = World()
        let query = "x=" + String(repeating: "a", count: HTTPLimits.queryBytesMax - 2)
        #expect(try await world.send(.get, "/api/2/trees?\(query)").status == 200)
        let long = try await world.send(.get, "/api/2/trees?\(query)a", token: nil)
        #expect(long.status == 413)
        let fault = "request.too_large: query: 16385 bytes, at most 16384"
        #expect(try long.member("fault") == .string(fault))
        let path = "/api/2/" + String(repeating: "a", count: HTTPLimits.pathBytesMax)
        let reply = try await world.send(.get, path)
        #expect(reply.status == 413)
    }

    @Test("a broken query is refused with its place")
    func refusesBrokenQuery() async throws {
        let reply = try await World().send(.get, "/api/2/trees?kind=Apple&owner=%2")
        #expect(reply.status == 400)
        let fault = "request.invalid: query: byte 17: % without two hexadecimal digits"
        #expect(try reply.member("fault") == .string(fault))
    }
}
