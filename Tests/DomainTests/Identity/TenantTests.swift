// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct TenantTests {
    @Test(
        "a path contains itself and what lies below it, and nothing else",
        arguments: [
            ("/1/", "/1/", true), ("/1/", "/1/2/", true), ("/1/2/", "/1/2/30/4/", true),
            ("/1/2/", "/1/20/", false), ("/1/2/", "/1/", false), ("/1/2/", "/1/3/2/", false),
            ("/2/", "/1/2/", false), ("/1/2/", "/11/2/", false), ("/1/", "/10/", false),
        ]
    )
    func contains(_ path: String, _ other: String, _ expected: Bool) {
        #expect(TenantPath(stored: path).contains(TenantPath(stored: other)) == expected)
    }

    @Test("a path grows by numbers, each behind a slash")
    func grows() {
        let root = TenantPath(root: 1)
        #expect(root.description == "/1/")
        #expect(root.appending(20).appending(3).description == "/1/20/3/")
        #expect(root.appending(2) != root.appending(20))
    }

    @Test("a principal may do what it was given and nothing else")
    func requiresPermission() throws {
        for given in Permission.allCases {
            let principal = Principal(
                actor: .system,
                scope: TenantPath(root: 1),
                permissions: [given]
            )
            for asked in Permission.allCases {
                if asked == given {
                    try principal.require(asked)
                } else {
                    #expect(throws: DomainError(.permissionMissing)) {
                        try principal.require(asked)
                    }
                }
            }
        }
    }

    @Test("the audit log names each actor apart")
    func labels() {
        let id = Samples.uuid(1)
        let actors: [Principal.Actor] = [
            .user(.init(id), name: "ada"), .agent(.init(id)), .local(name: "ada"), .system,
        ]
        let labels = actors.map {
            Principal(actor: $0, scope: TenantPath(root: 1), permissions: []).label
        }
        #expect(
            labels == [
                "user:ada", "agent:01010101-0101-0101-0101-010101010101", "local:ada", "system",
            ]
        )
    }

    @Test(
        "a credential serves until it expires or is withdrawn",
        arguments: [
            (nil, nil, true), (10, nil, true), (1, nil, false), (0, nil, false),
            (nil, 5, false), (10, 0, false),
        ] as [(Int64?, Int64?, Bool)]
    )
    func credentialValidity(_ expires: Int64?, _ revoked: Int64?, _ isValid: Bool) {
        var credential = Credential(
            id: .init(Samples.uuid(1)),
            tenant: .init(Samples.uuid(2)),
            kind: .access,
            dialect: "d",
            secretHash: "",
            scope: "",
            createdAt: Samples.at(0),
            expiresAt: expires.map { Samples.at($0) }
        )
        credential.revokedAt = revoked.map { Samples.at($0) }
        #expect(credential.isValid(at: Samples.at(1)) == isValid)
    }
}
