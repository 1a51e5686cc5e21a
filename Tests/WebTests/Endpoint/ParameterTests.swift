// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Testing
import Web

/// The orchard's list endpoint echoes what its parameters became.
@Suite struct ParameterTests {
    private static let defaults: [String: JSONValue] = [
        "kind": .null, "ids": .array([]), "marks": .array([]), "owner": .null, "height": .null,
        "ripe": .boolean(false), "ripeGiven": .boolean(false), "season": .string("summer"),
        "number": .integer(1), "offset": .integer(0), "size": .integer(25),
        "caller": .string("local:reader"), "now": .integer(1_700_000_000_000),
    ]

    @Test(
        "parameters arrive checked and typed",
        arguments: [
            ("", [:]),
            ("kind=Apple", ["kind": .string("Apple")]),
            ("kind=aPPLE", ["kind": .string("Apple")]),
            ("KIND=pear", ["kind": .string("Pear")]),
            ("sort=Pear", ["kind": .string("Pear")]),
            ("kind=", [:]),
            ("height=0", ["height": .integer(0)]),
            ("height=100", ["height": .integer(100)]),
            ("ripe=TRUE", ["ripe": .boolean(true), "ripeGiven": .boolean(true)]),
            ("ripe=no", ["ripeGiven": .boolean(true)]),
            ("ids=3", ["ids": .array([.integer(3)])]),
            ("ids=3,+4,,5", ["ids": .array([.integer(3), .integer(4), .integer(5)])]),
            ("ids=3&ids=4", ["ids": .array([.integer(3), .integer(4)])]),
            ("marks=a%7Cb+c", ["marks": .array([.string("a"), .string("b c")])]),
            ("marks=a,b", ["marks": .array([.string("a,b")])]),
            ("owner=j%C3%B6rg", ["owner": .string("jörg")]),
            ("owner=12345678", ["owner": .string("12345678")]),
            (
                "page=3&pagelimit=10",
                ["number": .integer(3), "offset": .integer(20), "size": .integer(10)]
            ),
            ("page=0&pageLimit=10000", ["size": .integer(100)]),
            ("page=-5&PAGELIMIT=0", ["size": .integer(1)]),
            ("pageLimit=99999999999999999999", ["size": .integer(100)]),
            ("nobody=knows&x=%20", [:]),
        ] as [(String, [String: JSONValue])]
    )
    func accepts(query: String, changes: [String: JSONValue]) async throws {
        let reply = try await World().send(.get, "/api/2/trees?\(query)")
        #expect(reply.status == 200, "\(reply.text)")
        let members = try JSONValue.parse(reply.body).members?.members ?? []
        let found = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
        #expect(found == Self.defaults.merging(changes) { $1 })
    }

    @Test(
        "what a parameter may not be is refused by name",
        arguments: [
            ("kind=Plum", "parameter kind: must be one of Apple, Pear"),
            ("height=101", "parameter height: must be a whole number from 0 to 100"),
            ("height=-1", "parameter height: must be a whole number from 0 to 100"),
            ("height=7.0", "parameter height: must be a whole number from 0 to 100"),
            (
                "height=99999999999999999999",
                "parameter height: must be a whole number from 0 to 100"
            ),
            ("page=one", "parameter page: must be a whole number from 1 to 1000000000"),
            ("page=--1", "parameter page: must be a whole number from 1 to 1000000000"),
            ("ripe=maybe", "parameter ripe: must be true or false"),
            ("ids=3,x", "parameter ids: must be a whole number of at least 1"),
            ("ids=0", "parameter ids: must be a whole number of at least 1"),
            ("ids=1,2,3,4", "parameter ids: must have at most 3 elements"),
            ("ids=1,2&ids=3,4", "parameter ids: must have at most 3 elements"),
            ("owner=123456789", "parameter owner: must have at most 8 bytes"),
            ("owner=j%C3%B6rg6789", "parameter owner: must have at most 8 bytes"),
            ("owner=a%00b", "parameter owner: must not hold the character NUL"),
            ("height=1&height=1", "parameter height: given more than once"),
            ("kind=Apple&sort=Apple", "parameter kind: given more than once"),
        ]
    )
    func refuses(query: String, subject: String) async throws {
        let reply = try await World().send(.get, "/api/2/trees?\(query)")
        #expect(reply.status == 400)
        #expect(try reply.member("fault") == .string("request.invalid: \(subject)"))
        #expect(try reply.member("endpoint") == .string("listTrees"))
    }

    @Test("a face can insist on the case of names, on known names and on empty values")
    func keepsStrictRules() async throws {
        let rules = FaceRules(
            namesIgnoreCase: false,
            unknownParameters: .refused,
            emptyIsAbsent: false
        )
        let world = World([Orchard.face(rules: rules)])
        let known = try await world.send(.get, "/api/2/trees?kind=Apple&owner=")
        #expect(known.status == 200)
        #expect(try known.member("owner") == .string(""))
        let unknown = try await world.send(.get, "/api/2/trees?Kind=Apple")
        let fault = "request.invalid: parameter Kind: not known"
        #expect(try unknown.member("fault") == .string(fault))
        let empty = try await world.send(.get, "/api/2/trees?kind=")
        #expect(
            try empty.member("fault")
                == .string("request.invalid: parameter kind: must be one of Apple, Pear")
        )
        // A parameter of a header field is not known in the query.
        let misplaced = try await world.send(.get, "/api/2/trees?X-Season=winter")
        let other = "request.invalid: parameter X-Season: not known"
        #expect(try misplaced.member("fault") == .string(other))
        // Forms and bodies whose members are declared are held to the same rule.
        for body in ["name=a&secret=b&more=c", #"{"name":"a","secret":"b","more":"c"}"#] {
            let refused = try await world.send(.post, "/login/token", body: body)
            let fault = "request.invalid: parameter more: not known"
            #expect(try refused.member("fault") == .string(fault))
        }
    }

    @Test("a parameter can come in a header field")
    func readsHeader() async throws {
        let season = try #require(HTTPField.Name("x-season"))
        let reply = try await World().send(.get, "/api/2/trees", headers: [season: "spring"])
        #expect(try reply.member("season") == .string("spring"))
    }

    @Test(
        "members of a JSON body arrive checked, numbers and truth values as text too",
        arguments: [
            (#"{"kind":"Oak"}"#, ["depth": .integer(2), "water": .null, "rows": .null]),
            (
                #"{"KIND":"Oak","depth":"3","water":"true"}"#,
                ["depth": .integer(3), "water": .boolean(true)]
            ),
            (
                #"{"kind":"Oak","depth":9,"water":0}"#,
                ["depth": .integer(9), "water": .boolean(false)]
            ),
            (
                #"{"kind":"Oak","helpers":[1,"2"],"plan":{"rows":4}}"#,
                ["helpers": .array([.integer(1), .integer(2)]), "rows": .integer(4)]
            ),
            (
                #"{"kind":"Oak","helpers":"5,6","depth":null,"more":[]}"#,
                ["helpers": .array([.integer(5), .integer(6)]), "depth": .integer(2)]
            ),
            (#"{"kind":"Oak","helpers":7}"#, ["helpers": .array([.integer(7)])]),
        ] as [(String, [String: JSONValue])]
    )
    func acceptsBody(body: String, expected: [String: JSONValue]) async throws {
        let uri = "/api/2/trees/7/plant/north%2Feast+%C3%A9"
        let reply = try await World().send(.post, uri, token: "picker", body: body)
        #expect(reply.status == 201, "\(reply.text)")
        #expect(try reply.member("place") == .string("north/east+é"))
        for (key, value) in expected {
            #expect(try reply.member(key) == value, "\(key)")
        }
    }

    @Test(
        "members of a JSON body that are wrong are refused by name",
        arguments: [
            ("{}", "parameter kind: missing"),
            (#"{"kind":""}"#, "parameter kind: missing"),
            (#"{"kind":null}"#, "parameter kind: missing"),
            (#"{"kind":5}"#, "parameter kind: must be text"),
            (#"{"kind":"a","depth":10}"#, "parameter depth: must be a whole number from 1 to 9"),
            (#"{"kind":"a","depth":1.5}"#, "parameter depth: must be a whole number from 1 to 9"),
            (#"{"kind":"a","depth":[1]}"#, "parameter depth: must be a whole number from 1 to 9"),
            (#"{"kind":"a","water":"wet"}"#, "parameter water: must be true or false"),
            (#"{"kind":"a","helpers":{}}"#, "parameter helpers: must be a list"),
            (
                #"{"kind":"a","helpers":[[1]]}"#,
                "parameter helpers: must be a list of texts or whole numbers"
            ),
            (#"{"kind":"a","Kind":"b"}"#, "parameter kind: given more than once"),
            ("[]", "body: must be a JSON object"),
            ("", "body: missing"),
            (#"{"kind":"a",}"#, "body: byte 12: a key in quotes is due"),
        ]
    )
    func refusesBody(body: String, subject: String) async throws {
        let uri = "/api/2/trees/7/plant/north"
        let reply = try await World().send(.post, uri, token: "picker", body: body)
        #expect(reply.status == 400)
        #expect(try reply.member("fault") == .string("request.invalid: \(subject)"))
    }

    @Test(
        "a path parameter is checked like any other",
        arguments: [
            ("/api/2/trees/0", "parameter id: must be a whole number of at least 1"),
            ("/api/2/trees/oak", "parameter id: must be a whole number of at least 1"),
            ("/api/2/trees/%zz", "path: byte 0: % without two hexadecimal digits"),
        ]
    )
    func refusesPath(uri: String, subject: String) async throws {
        let reply = try await World().send(.get, uri)
        #expect(reply.status == 400)
        #expect(try reply.member("fault") == .string("request.invalid: \(subject)"))
    }

    @Test("a name that is not declared, or of another type, stops the program")
    func stopsOnWrongNames() async {
        await #expect(processExitsWith: .failure) {
            let endpoint = Endpoint(
                .get,
                "/api/2/x",
                name: "x",
                summary: "X",
                tag: "X",
                access: .open
            ) { call in .text(call.string("missing") ?? "") }
            _ = try await World([Orchard.face(more: [endpoint])]).send(.get, "/api/2/x")
        }
        await #expect(processExitsWith: .failure) {
            let endpoint = Endpoint(
                .get,
                "/api/2/x",
                name: "x",
                summary: "X",
                tag: "X",
                access: .open,
                parameters: [.integer("n", 1...2, default: 1, summary: "N.")]
            ) { call in .text(call.string("n") ?? "") }
            _ = try await World([Orchard.face(more: [endpoint])]).send(.get, "/api/2/x")
        }
    }
}
