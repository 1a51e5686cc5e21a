// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import NIOCore
import Testing
import Web

@testable import QualysAPI

/// Every failure that the domain can name has an envelope, a documented status and a message.
@Suite struct ErrorTests {
    private static let failed = FailedRequest(method: .get, path: "/pm/v1/patches", requestID: "1")

    private func reply(_ code: DomainError.Code) throws -> (status: Int, json: JSONValue) {
        let reply = Errors.reply(DomainError(code, subject: "the place"), Self.failed)
        return (reply.status.code, try JSONValue.parse(try #require(reply.body)))
    }

    @Test("a failure says what it is, with a code as text", arguments: DomainError.Code.allCases)
    func hasEnvelope(code: DomainError.Code) throws {
        let (status, json) = try reply(code)
        let envelope = try #require(json.value("_error"))
        let text = try #require(envelope.value("errorCode")?.text)
        #expect(Int(text) != nil)
        #expect(envelope.value("message") == json.value("message"))
        let documented = Errors.descriptions.map(\.status) + [405, 500]
        #expect(documented.contains(status), "\(status)")
        let isSilent = status == 401 || status == 500 || code == .listTooLong
        #expect(isSilent || json.value("message")?.text?.contains("the place") == true)
    }

    @Test(
        "each kind has its status and code",
        arguments: [
            (.requestInvalid, 400, "1400"), (.listTooLong, 400, "2501"),
            (.credentialMissing, 401, "401"), (.credentialExpired, 401, "401"),
            (.permissionMissing, 403, "1403"), (.patchNotFound, 404, "1404"),
            (.routeNotFound, 404, "1404"), (.methodNotAllowed, 405, "1405"),
            (.deploymentEnabled, 409, "1409"), (.requestTooLarge, 413, "1413"),
            (.tooManyRequests, 429, "1429"), (.internalFault, 500, "1500"),
            (.storageBusy, 503, "1503"),
        ] as [(DomainError.Code, Int, String)]
    )
    func hasCode(code: DomainError.Code, status: Int, text: String) throws {
        let answer = try reply(code)
        #expect(answer.status == status)
        #expect(answer.json.value("_error")?.value("errorCode")?.text == text)
    }

    @Test("the gateway tells an expired token from a missing one")
    func tellsGatewayApart() throws {
        #expect(try reply(.credentialExpired).json.value("message")?.text == "JWT expired")
        #expect(try reply(.credentialMissing).json.value("message")?.text == "Not authenticated")
        #expect(try reply(.credentialUnknown).json.value("error")?.text == "Unauthorized")
    }

    @Test("a defect tells nothing of itself")
    func hidesDefects() throws {
        let answer = try reply(.internalFault)
        #expect(answer.json.value("message")?.text == "Internal server error")
    }
}
