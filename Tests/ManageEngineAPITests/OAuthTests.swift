// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import TestSupport
import Testing
import Web

@Suite struct OAuthTests {
    private static let path = "/oauth/v2/token"
    private static let form = "application/x-www-form-urlencoded"

    private func parameters(_ client: ClientSecrets, grant: String = "refresh_token") -> String {
        "refresh_token=\(client.refreshToken)&client_id=\(client.clientID)"
            + "&client_secret=\(client.clientSecret)&grant_type=\(grant)"
    }

    @Test("a refresh token becomes an access token, from the query and from a form")
    func refreshes() async throws {
        let world = try await World()
        let client = try await world.client()
        let query = try await world.send(.post, "\(Self.path)?\(parameters(client))")
        let form = try await world.send(
            .post,
            Self.path,
            body: parameters(client),
            type: Self.form
        )
        let upper = try await world.send(
            .post,
            Self.path,
            body: parameters(client).replacing("client_id", with: "CLIENT_ID")
        )
        for answer in [query, form, upper] {
            #expect(answer.status == 200)
            let shape = try JSONShape(
                written: """
                    $.access_token: string
                    $.api_domain: string
                    $.token_type: string
                    $.expires_in: number
                    """
            )
            #expect(try JSONShape(of: answer.text).differences(from: shape) == [])
            #expect(try answer.member("expires_in") == .integer(3_600))
            #expect(try answer.member("token_type") == .string("Bearer"))
            // The host that the client asked for; the test client asks for localhost.
            #expect(try answer.member("api_domain") == .string("https://localhost"))
            #expect(answer.headers[.contentType] == "application/json;charset=UTF-8")
            #expect(answer.headers[.cacheControl] == "no-store")
            let token = try #require(try answer.member("access_token")?.text)
            let list = try await world.send(
                .get,
                "/api/1.4/som/computers",
                authorization: "Zoho-oauthtoken \(token)"
            )
            #expect(list.status == 200)
        }
    }

    @Test("what does not fit is answered with the documented word and HTTP 200")
    func refusesWrongClients() async throws {
        let world = try await World()
        let client = try await world.client()
        let other = try await world.client()
        let good = parameters(client)
        let table: [(String, String)] = [
            ("", "invalid_grant_type"),
            ("grant_type=refresh_token", "invalid_client"),
            (good.replacing(client.clientID, with: "1000.NOBODY"), "invalid_client"),
            (good.replacing(client.clientSecret, with: other.clientSecret), "invalid_client"),
            (good.replacing(client.refreshToken, with: "1000.x.y"), "invalid_code"),
            (good.replacing(client.refreshToken, with: other.refreshToken), "invalid_code"),
            (good.replacing(client.refreshToken, with: ""), "invalid_code"),
            (parameters(client, grant: "authorization_code") + "&code=1000.a.b", "invalid_code"),
            (parameters(client, grant: "password"), "invalid_grant_type"),
        ]
        for (parameters, word) in table {
            for uri in ["\(Self.path)?\(parameters)", Self.path] {
                let body = uri == Self.path ? parameters : nil
                let answer = try await world.send(.post, uri, body: body, type: Self.form)
                #expect(answer.status == 200)
                #expect(answer.text == #"{"error":"\#(word)"}"#, "\(parameters)")
            }
        }
    }

    @Test("a revoked refresh token gives no token, and its access tokens end")
    func revokes() async throws {
        let world = try await World()
        let client = try await world.client()
        let first = try await world.send(.post, "\(Self.path)?\(parameters(client))")
        let token = try #require(try first.member("access_token")?.text)
        let revoked = try await world.send(
            .post,
            "\(Self.path)/revoke?token=\(client.refreshToken)"
        )
        #expect(revoked.status == 200)
        #expect(revoked.text == #"{"status":"success"}"#)
        let again = try await world.send(.post, "\(Self.path)?\(parameters(client))")
        #expect(again.text == #"{"error":"invalid_code"}"#)
        let list = try await world.send(.get, "/api/1.4/som/computers", authorization: token)
        #expect(list.status == 401)
        let unknown = try await world.send(.post, "\(Self.path)/revoke?token=1000.x.y")
        #expect(unknown.text == #"{"status":"success"}"#)
    }

    @Test("malformed token requests are refused in OAuth's envelope")
    func refusesMalformed() async throws {
        let world = try await World()
        let broken = try await world.send(.post, "\(Self.path)?grant_type=%zz")
        #expect(broken.status == 400)
        #expect(broken.text == #"{"error":"invalid_request"}"#)
        let large = try await world.send(
            .post,
            Self.path,
            body: "code=" + String(repeating: "x", count: 20_000),
            type: Self.form
        )
        #expect(large.status == 413)
        #expect(large.text == #"{"error":"invalid_request"}"#)
        let get = try await world.send(.get, Self.path)
        #expect(get.status == 405)
        #expect(get.headers[.allow] == "POST")
    }
}
