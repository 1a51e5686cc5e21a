// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import NIOCore

/// A face with its routes and parameter tables built; made once, at the start.
///
/// Whatever is wrong with the declaration stops the program here, with the path at fault.
final class ServedFace: Sendable {
    /// An endpoint with its parameters ready for lookup.
    struct Served: Sendable {
        let endpoint: Endpoint
        let table: ParameterTable
    }

    let face: Face
    let endpoints: [Served]
    let routes: RouteTable
    let document: ByteBuffer

    init(_ face: Face) {
        self.face = face
        var served: [Served] = []
        var routes = RouteTable()
        var names = Set<String>()
        for endpoint in face.endpoints {
            precondition(
                names.insert(endpoint.name).inserted,
                "two endpoints are called \(endpoint.name)"
            )
            precondition(
                Set(endpoint.responses.map(\.status)).count == endpoint.responses.count,
                "\(endpoint.name) describes two answers of one status"
            )
            let parameters = Self.complete(endpoint)
            let table = ParameterTable(parameters, rules: face.rules)
            for path in [endpoint.path] + endpoint.aliases {
                precondition(
                    face.basePaths.contains { Self.isBelow(path, $0) },
                    "\(path) is below no base path of \(face.name)"
                )
                let route = RouteTable.Route(
                    endpoint: served.count,
                    parameters: Self.indexes(path, in: table)
                )
                precondition(
                    routes.add(path, method: endpoint.method, route: route),
                    "\(endpoint.method.rawValue) \(path) is declared twice"
                )
            }
            served.append(Served(endpoint: endpoint, table: table))
        }
        precondition(
            Set(face.errorResponses.map(\.status)).count == face.errorResponses.count,
            "\(face.name) describes two errors of one status"
        )
        endpoints = served
        self.routes = routes
        document = OpenAPIDocument(face: face, parameters: served.map(\.table.parameters)).json
    }

    /// Whether a path is a base path or lies below it, by whole segments.
    static func isBelow(_ path: String, _ base: String) -> Bool {
        guard path.hasPrefix(base) else { return false }
        let rest = path.utf8.dropFirst(base.utf8.count)
        let slash = UInt8(ascii: "/")
        return rest.isEmpty || rest.first == slash || base.utf8.last == slash
    }

    /// The declared parameters, and a plain string for each path parameter that is not declared.
    private static func complete(_ endpoint: Endpoint) -> [Parameter] {
        var parameters = endpoint.parameters
        for (_, name) in PathTemplate.parameters(endpoint.path)
        where !parameters.contains(where: { $0.name == name }) {
            parameters.append(
                .string(name, in: .path, required: true, summary: "The \(name) of the path.")
            )
        }
        return parameters
    }

    private static func indexes(
        _ path: String,
        in table: ParameterTable
    ) -> [(place: Int, index: Int)] {
        let found = PathTemplate.parameters(path).map { place, name in
            (place: place, index: table.index(of: name))
        }
        let expected = table.parameters.indices.filter { table.parameters[$0].places == .path }
        precondition(
            Set(found.map(\.index)).isSuperset(of: expected),
            "\(path) lacks a path parameter of its endpoint"
        )
        return found
    }
}
