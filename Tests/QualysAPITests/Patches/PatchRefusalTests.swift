// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Testing
import Web

@Suite struct PatchRefusalTests {
    /// A request and the words that its refusal has.
    private static let refusals: [(path: String, words: [String])] = [
        ("query=vendorSeverity:Critcal", ["parameter query", "column 16", "`Critical`"]),
        ("query=isSecurity:true%20and", ["parameter query", "column 20"]),
        ("query=colour:red", ["parameter query", "column 1", "unknown field `colour`"]),
        ("havingQuery=(name:fir", ["parameter havingQuery", "column 1"]),
        ("havingQuery=kb:KB1", ["parameter havingQuery", "unknown field `kb`"]),
        ("sort=kb", ["parameter sort", "is not JSON"]),
        ("sort=%5B%22kb%22%5D", ["parameter sort", #"[{"name":"asc"}]"#]),
        ("sort=%7B%22kb%22:%22up%22%7D", ["parameter sort", "unknown direction `up`"]),
        ("sort=%7B%22colour%22:%22asc%22%7D", ["parameter sort", "unknown field `colour`"]),
        ("pageSize=0", ["parameter pageSize", "from 1 to 10000"]),
        ("pageSize=10001", ["parameter pageSize", "from 1 to 10000"]),
        ("pageSize=ten", ["parameter pageSize"]),
        ("pageNumber=-1", ["parameter pageNumber"]),
        ("platform=Amiga", ["parameter platform", "Windows, Linux, MacOS"]),
    ]

    @Test("a mistake is refused with its place", arguments: refusals.indices)
    func refusesMistakes(index: Int) async throws {
        let (parameters, words) = Self.refusals[index]
        let visit = try await Visit()
        let answer = try await visit.get("/pm/v1/patches?\(parameters)")
        #expect(answer.status == 400)
        let message = try answer.error().message
        for word in words { #expect(message.contains(word), "\(message)") }
        #expect(try answer.member("message") == .string(message))
    }

    @Test("what lies past the first 10,000 records has the vendor's code")
    func refusesFarPages() async throws {
        let visit = try await Visit()
        for path in ["patches", "patchcatalog/patches"] {
            for page in ["pageNumber=1000", "pageSize=10000&pageNumber=1", "pageNumber=1000000000"]
            {
                let answer = try await visit.get("/pm/v1/\(path)?\(page)")
                #expect(answer.status == 400)
                let error = try answer.error()
                #expect(error.code == "2501")
                #expect(error.message.hasPrefix("Only the first 10000 results can be displayed."))
            }
            let last = try await visit.get("/pm/v1/\(path)?pageNumber=999")
            #expect(try last.rows() == [])
        }
    }

    @Test(
        "a body of another shape is refused",
        arguments: [
            ("[]", "body"), ("5", "body"), ("null", "body"), ("{", "body"),
            (#"{"query":5}"#, "parameter query"), (#"{"query":["kb:KB1"]}"#, "parameter query"),
            (#"{"query":"colour:red"}"#, "unknown field `colour`"),
            (#"{"havingQuery":"kb:KB1"}"#, "parameter havingQuery"),
            (#"{"attributes":{}}"#, "parameter attributes"),
            (#"{"attributes":[["id"]]}"#, "parameter attributes"),
            ("{\"query\":\"kb:\\u0000\"}", "parameter query"),
        ]
    )
    func refusesBodies(body: String, words: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/pm/v2/patches", body)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains(words), "\(answer.text)")
    }

    @Test(
        "without a token nothing is told",
        arguments: [
            ("GET", "/pm/v1/patches"), ("POST", "/pm/v2/patches"), ("GET", "/pm/v1/patches/count"),
            ("POST", "/pm/v2/patches/count"), ("POST", "/pm/v1/remediation/insights"),
            ("GET", "/pm/v1/patchcatalog/patches"), ("POST", "/pm/v1/patchcatalog/patches"),
            ("GET", "/pm/v1/patchcatalog/patch/packages"),
            ("GET", "/pm/v1/patchcatalog/patch/x/products"),
            ("GET", "/pm/v1/patchcatalog/patch/products/vulnerability/count"),
            ("POST", "/pm/v1/vulnerabilities"),
        ]
    )
    func needsToken(method: String, path: String) async throws {
        let world = try await World()
        let answer = try await world.send(method == "GET" ? .get : .post, path)
        #expect(answer.status == 401)
    }

    @Test("a path that only looks like one is not found")
    func refusesGuessedPaths() async throws {
        let visit = try await Visit()
        let id = Visit.id(WorldCatalogue.march)
        for path in ["/pm/v3/patches/\(id)", "/pm/v1/patches/\(id)", "/pm/v2/Patches"] {
            #expect(try await visit.get(path).status == 404, "\(path)")
        }
        #expect(try await visit.get("/pm/v2/patches").status == 405)
    }
}
