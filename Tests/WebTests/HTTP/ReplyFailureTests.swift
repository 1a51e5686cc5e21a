// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import Web

@Suite struct ReplyFailureTests {
    @Test(
        "every kind of error has its status",
        arguments: [
            (.deviceNotFound, 404), (.storageConflict, 409), (.requestInvalid, 400),
            (.requestTooLarge, 413), (.methodNotAllowed, 405), (.credentialExpired, 401),
            (.permissionMissing, 403), (.tooManyRequests, 429), (.storageBusy, 503),
            (.internalFault, 500),
        ] as [(DomainError.Code, Int)]
    )
    func hasStatus(code: DomainError.Code, status: Int) {
        #expect(HTTPResponse.Status(meaning: DomainError(code)).code == status)
    }

    @Test("errors of other origin are named")
    func namesErrors() {
        struct Odd: Error {}
        #expect(DomainError(naming: Odd()).code == .internalFault)
        #expect(DomainError(naming: Odd()).underlying is Odd)
        #expect(DomainError(naming: HTTPError(.notFound)).code == .routeNotFound)
        #expect(DomainError(naming: HTTPError(.contentTooLarge)).code == .requestTooLarge)
        #expect(DomainError(naming: HTTPError(.badRequest)).code == .requestInvalid)
        #expect(DomainError(naming: HTTPError(.badGateway)).code == .internalFault)
        let syntax = JSONSyntaxError(offset: 3, reason: "a colon is due")
        #expect(DomainError(naming: syntax).subject == "body: byte 3: a colon is due")
        let named = DomainError(.deviceNotFound, subject: "device 42")
        #expect(DomainError(naming: named).subject == "device 42")
    }

    @Test("the house's envelope shows code, message and request, and nothing else")
    func rendersEnvelope() throws {
        let cause = Orchard.Broken(secret: "swordfish")
        let error = DomainError(.storageBusy, subject: "devices", underlying: cause)
        let reply = Reply.failure(error, requestID: "r\"1")
        #expect(reply.status == .serviceUnavailable)
        let text = String(buffer: try #require(reply.body))
        let expected =
            #"{"error":{"code":"storage.busy","message":"storage.busy: devices","request_id":"r\"1"}}"#
        #expect(text == expected)
    }
}
