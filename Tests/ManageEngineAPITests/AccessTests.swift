// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Testing
import Web

@Suite struct AccessTests {
    private static let path = "/api/1.4/patch/allsystems"

    @Test("a token passes bare, after Zoho-oauthtoken and after Bearer, in any case")
    func takesThreeForms() async throws {
        let world = try await World()
        let token = try await world.token()
        for form in [
            token, "Zoho-oauthtoken \(token)", "Bearer \(token)", "bearer  \(token)",
            "ZOHO-OAUTHTOKEN \(token) ", " \(token)",
        ] {
            let answer = try await world.send(.get, Self.path, authorization: form)
            #expect(answer.status == 200, "\(form): \(answer.text)")
        }
    }

    @Test("no token, an unknown one and a wrong prefix are refused with 401 and IAM0002")
    func refusesStrangers() async throws {
        let world = try await World()
        let token = try await world.token()
        for form in [nil, "", "Bearer", "1000.abc.def", "Basic \(token)", "\(token)x"] {
            let answer = try await world.send(.get, Self.path, authorization: form)
            #expect(answer.status == 401, "\(form ?? "none")")
            #expect(try answer.member("errorCode") == .string("IAM0002"))
            #expect(try answer.member("url") == .string(Self.path))
            let message = try #require(try answer.member("errorMsg")?.text)
            #expect(message.hasPrefix("INVALID_OAUTHTOKEN"))
            #expect(!answer.text.contains("1000."), "a token must not come back")
            #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test("a token serves for an hour and then is refused as expired")
    func refusesExpired() async throws {
        let world = try await World()
        let token = try await world.token()
        world.clock.advance(by: .seconds(3_599))
        #expect(try await world.send(.get, Self.path, authorization: token).status == 200)
        world.clock.advance(by: .seconds(1))
        let answer = try await world.send(.get, Self.path, authorization: token)
        #expect(answer.status == 401)
        #expect(try answer.member("errorCode") == .string("IAM0002"))
        #expect(try answer.member("errorMsg") == .string("OAUTHTOKEN_EXPIRED"))
    }

    @Test("a scope opens its own endpoints and no others")
    func checksScopes() async throws {
        let world = try await World()
        let read = "/api/1.4/patch/allsystems"
        let common = "/api/1.4/som/computers"
        let update = "/api/1.4/patch/computers/scanall"
        let table: [(scope: String, open: Set<String>)] = [
            ("", [read, common, update]),
            ("PatchManagerPlusCloud.PatchMgmt.READ", [read]),
            ("PatchManagerPlusCloud.PatchMgmt.UPDATE", [update]),
            ("PatchManagerPlusCloud.PatchMgmt.WRITE", [update]),
            ("PatchManagerPlusCloud.PatchMgmt.ALL", [read, update]),
            ("PatchManagerPlusCloud.PatchMgmt.CREATE", []),
            ("PatchManagerPlusCloud.Common.READ", [common]),
            ("PatchManagerPlusCloud.SOM.READ", []),
            (
                "patchmanagerpluscloud .patchmgmt.read, PatchManagerPlusCloud.Common.ALL",
                [read, common]
            ),
            (",", []),
        ]
        for (scope, open) in table {
            let token = try await world.token(scope: scope)
            for path in [read, common, update] {
                let answer = try await world.send(
                    path == update ? .post : .get,
                    path,
                    authorization: token
                )
                #expect(answer.status == (open.contains(path) ? 200 : 401), "\(scope) \(path)")
                guard !open.contains(path) else { continue }
                #expect(try answer.member("errorCode") == .string("IAM0002"))
                let message = try #require(try answer.member("errorMsg")?.text)
                #expect(message.hasPrefix("INVALID_OAUTHSCOPE: needs PatchManagerPlusCloud."))
            }
        }
    }

    @Test("the path of version 1.3 means the same, with the same checks")
    func answersFormerVersion() async throws {
        let world = try await World()
        let token = try await world.token()
        let former = try await world.send(.get, "/api/1.3/patch/allsystems", authorization: token)
        let current = try await world.send(.get, Self.path, authorization: token)
        #expect(former.status == 200)
        #expect(former.text == current.text)
        let refused = try await world.send(.get, "/api/1.3/som/computers")
        #expect(refused.status == 401)
        #expect(try refused.member("url") == .string("/api/1.3/som/computers"))
    }
}
