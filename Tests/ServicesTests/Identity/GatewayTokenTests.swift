// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Services
import Testing

@Suite struct GatewayTokenTests {
    private let node: GatewayNode
    private let login: ProgramLogin

    init() async throws {
        node = try await GatewayNode()
        login = try await node.login()
    }

    private var clock: TestClock { node.server.clock }

    private func refusal(
        of token: String,
        at node: GatewayNode? = nil
    ) async -> DomainError.Code? {
        do {
            _ = try await (node ?? self.node).access.authenticate(jwt: token)
            return nil
        } catch {
            return (error as? DomainError)?.code
        }
    }

    @Test("a token says what the vendor's sample says, and who it is for")
    func hasClaims() async throws {
        let issued = try await node.access.issueJWT(
            username: login.username,
            password: login.password,
            address: "192.0.2.7",
            wantsPermissions: false
        )
        #expect(issued.lifetime == .seconds(14_400))
        let token = try ForgedToken(issued.token)
        #expect(token.header["alg"] as? String == "HS512")
        #expect(token.header["kid"] as? String == (try node.newestKey().id))
        let claims = token.claims
        let texts = [
            "sub": login.username, "loginResponse": "SUCCESSFUL", "iss": "qas", "aud": "qas",
            "ipAddress": "192.0.2.7", "usertype": "fo",
            "credentialType": "UsernamePasswordCredential",
        ]
        for (name, text) in texts { #expect(claims[name] as? String == text, "\(name)") }
        let users = try await node.access.users(by: node.server.operatorPrincipal)
        for name in ["portalUserId", "qwebUserId"] {
            #expect(claims[name] as? Int64 == users.first?.number, "\(name)")
        }
        for name in ["modulesAllowed", "successfulAuthenticationHandlers"] {
            #expect((claims[name] as? [String])?.isEmpty == false, "\(name)")
        }
        #expect(claims["iat"] as? Int64 == 1_700_000_000)
        #expect(claims["exp"] as? Int64 == 1_700_014_400)
        #expect((claims["jti"] as? String)?.isEmpty == false)
        #expect(claims["permissions"] == nil)
    }

    @Test("with permissions the token lists them, the vendor's first; no two tokens are the same")
    func listsPermissions() async throws {
        let tokens = [
            try await node.token(login, wantsPermissions: true),
            try await node.token(login, wantsPermissions: true),
        ]
        let listed = try #require(try ForgedToken(tokens[0]).claims["permissions"] as? [String])
        #expect(listed.first == "PM.API.ACCESS")
        #expect(Set(listed.dropFirst()) == Set(Permission.allCases.map(\.rawValue)))
        #expect(tokens[0] != tokens[1])
        #expect(try ForgedToken(tokens[0]).claims["ipAddress"] == nil)
    }

    @Test("a token acts for the user, with what the user may do")
    func actsForUser() async throws {
        let principal = try await node.access.authenticate(jwt: try await node.token(login))
        #expect(principal.label == "user:admin")
        #expect(principal.scope == TenantPath(root: 1))
        #expect(principal.permissions == Set(Permission.allCases))
    }

    @Test("a token serves for four hours, and then it is expired, not unknown")
    func expires() async throws {
        let token = try await node.token(login)
        clock.advance(by: .seconds(4 * 3_600 - 1))
        #expect(await refusal(of: token) == nil)
        clock.advance(by: .seconds(1))
        #expect(await refusal(of: token) == .credentialExpired)
        clock.advance(by: SigningKeys.leeway)
        #expect(await refusal(of: token) == .credentialExpired)
    }

    @Test("a token of a key that signs no more serves on; one of a retired key is unknown")
    func rotates() async throws {
        clock.advance(by: .seconds(10))
        _ = try await node.token(login)
        let first = try node.newestKey()
        clock.advance(by: .seconds(86_400 - 1))
        let late = try await node.token(login)
        #expect(try node.newestKey() == first)
        clock.advance(by: .seconds(1))
        let next = try await node.token(login)
        #expect(try node.newestKey() != first)
        #expect(await refusal(of: late) == nil)
        #expect(await refusal(of: next) == nil)
        clock.advance(by: .seconds(4 * 3_600 - 2))
        #expect(await refusal(of: late) == nil)
        clock.advance(by: .seconds(1) + SigningKeys.leeway)
        #expect(await refusal(of: late) == .credentialExpired)
        clock.advance(by: .seconds(2))
        var forged = try ForgedToken(late)
        forged.claims["exp"] = 1_800_000_000
        #expect(await refusal(of: try forged.signed(first.secret)) == .credentialUnknown)
    }

    @Test("a change of anything in a token, or another key, makes it unknown")
    func refusesTampering() async throws {
        let token = try await node.token(login)
        let parts = token.split(separator: ".").map(String.init)
        let secret = try node.newestKey().secret
        let honest = try ForgedToken(token)
        #expect(await refusal(of: try honest.signed(secret)) == nil)
        var later = honest
        later.claims["exp"] = 1_800_000_000
        var unsigned = honest
        unsigned.header["alg"] = "none"
        var short = honest
        short.header["alg"] = "HS256"
        var keyless = honest
        keyless.header["kid"] = nil
        var nameless = honest
        nameless.header["kid"] = "0000000000000000"
        let other = SigningKey(madeAt: clock.now, random: TestRandom(seed: 99))
        let forgeries = [
            try later.signed(other.secret), try honest.signed(other.secret),
            try honest.signed(Data()), try honest.signed(Data(try node.newestKey().id.utf8)),
            [parts[0], try later.signed(secret).split(separator: ".")[1].description, parts[2]]
                .joined(separator: "."),
            try unsigned.joined { _ in Data() }, try unsigned.signed(secret),
            try short.signedWith256Bits(secret), try short.signed(secret),
            try honest.signedWith256Bits(secret), try honest.joined { _ in Data() },
            try keyless.signed(secret), try nameless.signed(secret),
        ]
        for forgery in forgeries {
            #expect(await refusal(of: forgery) == .credentialUnknown, "\(forgery)")
        }
    }

    @Test("a signed token of another issuer, audience or user, or from the future, is unknown")
    func checksClaims() async throws {
        let honest = try ForgedToken(try await node.token(login))
        let secret = try node.newestKey().secret
        let wrong: [(String, Any?)] = [
            ("iss", "other"), ("iss", nil), ("aud", "other"), ("aud", ["qas"]), ("aud", nil),
            ("exp", nil), ("exp", "1800000000"), ("exp", 1e300), ("iat", nil),
            ("iat", 1_700_000_061), ("iat", Int64.max),
            ("thimble.user", "00000000-0000-4000-8000-000000000000"), ("thimble.user", nil),
            ("thimble.credential", "00000000-0000-4000-8000-000000000000"), ("sub", "admin"),
        ]
        for (name, value) in wrong {
            var forged = honest
            forged.claims[name] = value
            #expect(
                await refusal(of: try forged.signed(secret)) == .credentialUnknown,
                "\(name) \(value ?? "missing")"
            )
        }
        // The clock of another process may be ahead by the leeway.
        var early = honest
        early.claims["iat"] = 1_700_000_060
        #expect(await refusal(of: try early.signed(secret)) == nil)
    }

    @Test(
        "what is no token at all is unknown",
        arguments: [
            "", ".", "..", "...", "a.b.c", "e30.e30.e30", "\u{0}.\u{0}.\u{0}", "é.é.é",
            #"{"alg":"HS512","kid":1e300}.{}.x"#, #"{"alg":1e300,"kid":"K"}.{}.x"#,
            #"{"alg":"HS512","kid":"K","n":1e300}.{"exp":1e300}.x"#,
            #"{"alg":"HS512","kid":["K"]}.{}.x"#, #"["HS512"].{}.x"#, "{.{}.x",
        ]
    )
    func refusesNoise(text: String) async throws {
        _ = try await node.token(login)
        let id = try node.newestKey().id
        // Braces mark what is written here as JSON and sent in base64url.
        let parts = text.replacing("K", with: id).split(
            separator: ".",
            omittingEmptySubsequences: false
        ).map {
            $0.hasPrefix("{") || $0.hasPrefix("[") ? ForgedToken.text(Data($0.utf8)) : String($0)
        }
        #expect(await refusal(of: parts.joined(separator: ".")) == .credentialUnknown)
    }

    @Test("a token of a megabyte, and one with padding or blanks, is unknown")
    func refusesOddTokens() async throws {
        let token = try await node.token(login)
        for odd in [
            token + "=", token + " ", " " + token, token + ".",
            token + String(repeating: "A", count: 1 << 20),
        ] {
            #expect(await refusal(of: odd) == .credentialUnknown)
        }
    }
}
