// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import NIOCore
import Services
import Testing
import Web

@testable import ManageEngineAPI

@Suite struct ErrorTests {
    @Test("every code of failure has its envelope, status and code")
    func coversCodes() throws {
        let unauthenticated: Set<DomainError.Code> = [
            .credentialUnknown, .credentialExpired, .credentialMissing, .clockSkew,
            .signatureInvalid, .nonceReused,
        ]
        for code in DomainError.Code.allCases {
            let failed = FailedRequest(
                method: .get,
                path: "/api/1.4/patch/allsystems",
                requestID: "r",
                endpointName: "allsystems",
                tag: "Patch Details"
            )
            let reply = Errors.reply(DomainError(code, subject: "parameter x: bad"), failed)
            let body = try JSONValue.parse(try #require(reply.body))
            if reply.status == .ok {
                #expect(body.value("status") == .string("error"), "\(code)")
                #expect(body.value("message_type") == .string("allsystems"))
                let number = try #require(body.value("error_code")?.text)
                #expect(Int(number) != nil, "clients read \(number) as a number")
                #expect(body.value("error_description")?.text?.hasPrefix(code.rawValue) == true)
            } else {
                #expect(body.value("errorCode")?.text?.hasPrefix("IAM00") == true, "\(code)")
                #expect(body.value("errorMsg")?.text?.isEmpty == false)
                #expect(body.value("url") == .string(failed.path))
            }
            #expect(
                (reply.status == .unauthorized)
                    == (unauthenticated.contains(code) || code == .scopeInsufficient),
                "\(code)"
            )
        }
    }

    @Test("an error that nobody expects tells nothing of itself")
    func hidesUnknown() throws {
        struct Secret: Error { let word = "swordfish" }
        let failed = FailedRequest(method: .get, path: "/api/1.4/x", requestID: "r")
        let reply = Errors.reply(Secret(), failed)
        #expect(reply.status == .internalServerError)
        let text = String(buffer: try #require(reply.body))
        #expect(!text.contains("swordfish"))
        #expect(text.contains("IAM0007"))
    }

    @Test("unknown paths and methods are answered in the filter's envelope")
    func answersUnknownPaths() async throws {
        let visit = try await Visit()
        for (method, path, status) in [
            (.get, "/api/1.4/patch/nothing", 404), (.get, "/api/1.3/patch", 404),
            (.delete, "/api/1.4/patch/allsystems", 405), (.get, "/api/1.4/patch/approvepatch", 405),
            (.post, "/oauth/v2/nothing", 404),
        ] as [(HTTPRequest.Method, String, Int)] {
            let answer = try await visit.world.send(method, path, authorization: visit.token)
            #expect(answer.status == status, "\(path)")
            #expect(try answer.member("errorCode") == .string("IAM0004"))
            #expect(try answer.member("url") == .string(path))
        }
    }

    @Test("a caller without the permission is told so with the vendor's code")
    func refusesWithoutPermission() throws {
        let failed = FailedRequest(
            method: .post,
            path: "/api/1.4/patch/computers/scan",
            requestID: "r",
            endpointName: "computers_scan",
            tag: "Patch Details"
        )
        let reply = Errors.reply(DomainError(.permissionMissing, subject: "deploy"), failed)
        let body = try JSONValue.parse(try #require(reply.body))
        #expect(reply.status == .ok)
        #expect(body.value("error_code") == .string("1010"))
        #expect(body.value("message_type") == .string("computers"))
    }
}
