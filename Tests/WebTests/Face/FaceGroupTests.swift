// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Testing
import Web

@Suite struct FaceGroupTests {
    private static func face(_ name: String, bases: [String], paths: [String]) -> Face {
        Face(
            name: name,
            title: name,
            version: "1",
            description: name,
            basePaths: bases,
            security: [],
            endpoints: paths.map { path in
                Endpoint(
                    .post,
                    path,
                    summary: "X",
                    tag: "X",
                    access: .open,
                    handler: { _ in .text("\(name) \(path)") }
                )
            },
            authenticate: { _ in throw DomainError(.credentialMissing) },
            errorReply: { error, _ in .text("\(name) \(error)", status: .notFound) }
        )
    }

    @Test(
        "a request belongs to the face with the longest base path",
        arguments: [
            ("/auth", "outer /auth"),
            ("/auth/oauth/token", "inner /auth/oauth/token"),
            ("/auth/oauth/other", "inner route.not_found: /auth/oauth/other"),
            ("/auth/other", "outer route.not_found: /auth/other"),
        ]
    )
    func picksLongestBase(uri: String, text: String) async throws {
        let world = World([
            Self.face("outer", bases: ["/auth"], paths: ["/auth"]),
            Self.face("inner", bases: ["/auth/oauth"], paths: ["/auth/oauth/token"]),
        ])
        #expect(try await world.send(.post, uri).text == text)
    }

    @Test(
        "a literal segment wins over a parameter, whatever the order",
        arguments: [
            ("/a/search", "f /a/search"), ("/a/5", "f /a/{id}"), ("/a/5/run", "f /a/{id}/run"),
            ("/a/search/run", "f /a/{id}/run"), ("/a/search/status", "f /a/search/status"),
        ]
    )
    func prefersLiterals(uri: String, text: String) async throws {
        let paths = ["/a/{id}/run", "/a/{id}", "/a/search", "/a/search/status"]
        let world = World([Self.face("f", bases: ["/a"], paths: paths)])
        #expect(try await world.send(.post, uri).text == text)
    }

    @Test("wrong declarations stop the program")
    func stopsOnWrongDeclarations() async {
        await #expect(processExitsWith: .failure) {
            _ = World([Self.face("f", bases: ["/a"], paths: ["/b/x"])])
        }
        await #expect(processExitsWith: .failure) {
            _ = World([Self.face("f", bases: ["/a"], paths: ["/a/{x}", "/a/{y}"])])
        }
        await #expect(processExitsWith: .failure) {
            _ = World([
                Self.face("f", bases: ["/a"], paths: ["/a/b/c"]),
                Self.face("g", bases: ["/a/b"], paths: []),
            ])
        }
        await #expect(processExitsWith: .failure) {
            _ = World([
                Self.face("f", bases: ["/a"], paths: []), Self.face("g", bases: ["/a"], paths: []),
            ])
        }
        await #expect(processExitsWith: .failure) {
            let twice = Endpoint(
                .get,
                "/api/2/y",
                name: "y",
                summary: "Y",
                tag: "Y",
                access: .open,
                parameters: [.string("a", summary: "A."), .boolean("A", summary: "A.")]
            ) { _ in .empty() }
            _ = World([Orchard.face(more: [twice])])
        }
    }

    @Test("right declarations do not stop it")
    func acceptsRightDeclarations() {
        _ = World([
            Self.face("f", bases: ["/a"], paths: ["/a/{x}"]),
            Self.face("g", bases: ["/a/b"], paths: ["/a/b/c"]),
        ])
    }
}
