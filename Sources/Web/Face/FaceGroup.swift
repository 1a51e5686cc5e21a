// SPDX-License-Identifier: Apache-2.0
package import Domain
import HTTPTypes
package import Hummingbird

/// The faces of a server, side by side on one router.
///
/// A request belongs to the face with the longest base path above it, whatever its method, so that
/// unknown paths and methods are answered in that dialect's words too. Base paths may nest: one face
/// can have `/auth` and another `/auth/oauth`.
package struct FaceGroup: Sendable {
    private let faces: [ServedFace]
    private let bases: [(path: String, face: Int)]
    private let clock: any WallClock

    /// Prepares faces.
    ///
    /// Two faces of one name, a base path claimed twice, and a path that belongs to another face's
    /// base path stop the program: they are defects of the declarations.
    package init(_ faces: [Face], clock: any WallClock) {
        self.clock = clock
        self.faces = faces.map(ServedFace.init)
        precondition(Set(faces.map(\.name)).count == faces.count, "two faces have one name")
        var bases: [(path: String, face: Int)] = []
        for (index, face) in faces.enumerated() {
            for path in face.basePaths {
                precondition(
                    !bases.contains { $0.path == path },
                    "two faces claim \(path)"
                )
                bases.append((path, index))
            }
        }
        self.bases = bases.sorted { $0.path.utf8.count > $1.path.utf8.count }
        for (index, face) in faces.enumerated() {
            for path in face.endpoints.flatMap({ [$0.path] + $0.aliases }) {
                precondition(owner(of: path) == index, "\(path) is below another face's base path")
            }
        }
    }

    /// Adds the faces and their OpenAPI documents to a router.
    package func register(on router: Router<ThimbleContext>) {
        router.add(middleware: FaceMiddleware(group: self))
        for served in faces {
            let document = served.document
            router.get(RouterPath("/openapi/\(served.face.name).json")) { _, context in
                context.journal.enter(face: "operations", route: "openapi")
                return Reply.bytes(document, contentType: "application/json").response()
            }
        }
    }

    func face(for path: String) -> ServedFace? { owner(of: path).map { faces[$0] } }

    func now() -> Timestamp { clock.now }

    private func owner(of path: String) -> Int? {
        bases.first { ServedFace.isBelow(path, $0.path) }?.face
    }
}

/// Answers every request below the base path of a face, and passes on all others.
///
/// The faces do not use the framework's own routes: those know neither 405 nor unknown paths by
/// their base path.
struct FaceMiddleware: RouterMiddleware {
    let group: FaceGroup

    func handle(
        _ request: Request,
        context: ThimbleContext,
        next: (Request, ThimbleContext) async throws -> Response
    ) async throws -> Response {
        let target = RequestTarget(request)
        guard let face = group.face(for: target.path) else {
            return try await next(request, context)
        }
        let exchange = FaceExchange(
            served: face,
            request: request,
            target: target,
            context: context,
            now: group.now()
        )
        return try await exchange.response()
    }
}
