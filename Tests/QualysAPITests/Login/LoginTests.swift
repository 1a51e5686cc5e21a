// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Testing
import Web

@Suite struct LoginTests {
    private static let form = "application/x-www-form-urlencoded"
    private static let refusal =
        #"{"authentication_exceptions":[["Authentication Failure: 1 errors, 0 successes:"#
        + #"authenticationFailure.InvalidCredentialsException"]]}"#

    private let world: World
    private let login: ProgramLogin

    init() async throws {
        world = try await World()
        login = try await world.services.access.makeLogin(
            user: SetupService.adminName,
            by: World.owner
        )
    }

    private var pair: String { "username=\(login.username)&password=\(login.password)" }

    private func post(
        _ body: String?,
        to path: String = "/auth",
        type: String? = form
    ) async throws -> Answer {
        try await world.send(.post, path, body: body, type: type)
    }

    @Test("a login is answered with 201 and the token alone, as plain text that is not kept")
    func answersToken() async throws {
        let answer = try await post("\(pair)&token=true&permissions=true")
        #expect(answer.status == 201)
        #expect(answer.header("Content-Type")?.hasPrefix("text/plain") ?? false)
        #expect(answer.header("Cache-Control") == "no-store")
        let parts = answer.text.split(separator: ".", omittingEmptySubsequences: false)
        #expect(parts.count == 3 && parts.allSatisfy { !$0.isEmpty })
        #expect(!answer.text.contains { $0.isWhitespace })
        let principal = try await world.services.access.authenticate(jwt: answer.text)
        #expect(principal.label == "user:admin")
    }

    @Test(
        "what clients leave out or write otherwise is taken as meant",
        arguments: [
            "P&token=true", "P", "P&token=false", "P&token=True&permissions=TRUE",
            "P&token=1&permissions=0", "P&permissions=&token=", "token=true&P&unknown=1",
        ]
    )
    func takesForms(body: String) async throws {
        let body = body.replacing("P", with: pair)
        for (path, type) in [
            ("/auth", Self.form), ("/auth/", Self.form), ("/auth", "text/plain"), ("/auth", nil),
        ] {
            let answer = try await post(body, to: path, type: type)
            #expect(answer.status == 201, "\(path) \(type ?? "-") \(answer.text)")
        }
    }

    @Test("a JSON body serves as well as a form")
    func takesJSON() async throws {
        let answer = try await post(
            """
            {"username": "\(login.username)", "password": "\(login.password)", "token": true,
             "permissions": "true"}
            """,
            type: "application/json"
        )
        #expect(answer.status == 201)
    }

    @Test("a wrong name and a wrong password are answered alike, in the gateway's words")
    func refusesWrongPairs() async throws {
        let other = try await world.services.access.makeLogin(
            user: SetupService.adminName,
            by: World.owner
        )
        for body in [
            pair.replacing(login.password, with: other.password),
            pair.replacing(login.username, with: "nobody"),
            pair.replacing(login.username, with: SetupService.adminName),
        ] {
            let answer = try await post(body + "&token=true")
            #expect(answer.status == 401)
            #expect(answer.text == Self.refusal)
        }
    }

    @Test("a missing name or password is told as such, with 400 and the error envelope")
    func namesWhatIsMissing() async throws {
        let table: [(body: String?, says: String)] = [
            ("password=x&token=true", "parameter username: missing"),
            ("username=&password=x", "parameter username: missing"),
            ("username=admin", "parameter password: missing"),
            ("username=admin&password=", "parameter password: missing"),
            (#"{"username": "admin"}"#, "parameter password: missing"),
            (#"{"username": 7, "password": "x"}"#, "parameter username: must be text"),
            ("[]", "body: must be a JSON object"),
            (nil, "body: missing"),
            ("username=a%00&password=x", "parameter username: must not hold the character NUL"),
            ("username=a&username=b&password=x", "parameter username: given more than once"),
            ("username=a&password=b&token=perhaps", "parameter token: must be true or false"),
        ]
        for (body, says) in table {
            let answer = try await post(body)
            #expect(answer.status == 400, "\(body ?? "-")")
            #expect(try answer.error().message.contains(says), "\(answer.text)")
        }
    }

    @Test("the pair is not taken from the address, where logs would keep it")
    func ignoresQuery() async throws {
        let answer = try await post(nil, to: "/auth?\(pair)&token=true")
        #expect(answer.status == 400)
    }

    @Test("too many failures of a name are answered with 429 until the minute is over")
    func throttles() async throws {
        // The world's admin has no password, so that a failure takes no time.
        let wrong = "username=\(SetupService.adminName)&password=wrong"
        for _ in 0..<10 { #expect(try await post(wrong).status == 401) }
        let blocked = try await post(wrong)
        #expect(blocked.status == 429)
        #expect(blocked.header("Retry-After") != nil)
        #expect(try blocked.error().message.contains("try again in"))
        #expect(try await post(pair).status == 201)
        world.clock.advance(by: .seconds(60))
        #expect(try await post(wrong).status == 401)
    }

    @Test("other methods are refused, and a body that is too large")
    func refusesOthers() async throws {
        let get = try await world.send(.get, "/auth")
        #expect(get.status == 405)
        #expect(get.header("Allow") == "POST")
        let large = try await post("password=" + String(repeating: "x", count: 9_000))
        #expect(large.status == 413)
    }
}
