// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct DomainErrorTests {
    @Test("errors are equal by code alone")
    func equality() {
        #expect(
            DomainError(.deviceNotFound, subject: "a", hint: "b") == DomainError(.deviceNotFound)
        )
        #expect(DomainError(.deviceNotFound) != DomainError(.patchNotFound))
    }

    @Test("the description shows code, subject and hint, never the cause")
    func description() {
        struct Secret: Error, CustomStringConvertible { let description = "password" }
        let error = DomainError(
            .feedMalformed,
            subject: "line 7",
            hint: "import it again",
            underlying: Secret()
        )
        #expect("\(error)" == "feed.malformed: line 7 (import it again)")
        #expect("\(DomainError(.notReady))" == "server.not_ready")
    }

    @Test("every kind is the kind of a code, and every code is written area.what_is_wrong")
    func codes() {
        #expect(Set(DomainError.Code.allCases.map(\.kind)) == Set(DomainError.Kind.allCases))
        for code in DomainError.Code.allCases {
            let parts = code.rawValue.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count == 2, "\(code.rawValue)")
            for part in parts {
                #expect(!part.isEmpty && part.allSatisfy { $0.isLowercase || $0 == "_" })
            }
        }
    }

    @Test(
        "what names a missing thing is not found, and what a caller may not do is forbidden",
        arguments: [
            (DomainError.Code.deviceNotFound, DomainError.Kind.notFound),
            (.orderNotFound, .notFound), (.permissionMissing, .forbidden),
            (.scopeInsufficient, .forbidden), (.credentialUnknown, .unauthenticated),
            (.credentialExpired, .unauthenticated), (.nonceReused, .unauthenticated),
            (.patchNotApproved, .conflict), (.patchDeclined, .conflict),
            (.deploymentEmpty, .conflict), (.inventoryMalformed, .invalid),
            (.storageBusy, .unavailable), (.internalFault, .internalFault),
            (.tooManyRequests, .throttled),
        ]
    )
    func kinds(_ code: DomainError.Code, _ kind: DomainError.Kind) {
        #expect(code.kind == kind)
    }
}
