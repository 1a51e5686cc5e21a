// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes

/// The paths of a face as a tree of segments.
///
/// A literal segment wins over a parameter, and a path is tried further where a branch ends without
/// the method that was asked for.
struct RouteTable: Sendable {
    /// One path of one endpoint.
    struct Route: Sendable {
        /// The index of the endpoint.
        var endpoint: Int
        /// The segments that are parameters: their places, and their indexes in the table.
        var parameters: [(place: Int, index: Int)]
    }

    /// What a path leads to.
    enum Match {
        /// A route, and the values of its path parameters, decoded.
        case found(Route, [(index: Int, value: Substring)])
        /// Routes for other methods only.
        case otherMethods([HTTPRequest.Method])
        /// Nothing.
        case none
    }

    private struct Node: Sendable {
        var literals: [Substring: Int] = [:]
        var parameter: Int?
        var routes: [(method: HTTPRequest.Method, route: Route)] = []
    }

    private var nodes = [Node()]
    /// The nodes of the paths without parameters, by the whole path: most requests end here.
    private var exact: [String: Int] = [:]

    /// Adds a path; false when the method and path are taken.
    mutating func add(_ path: String, method: HTTPRequest.Method, route: Route) -> Bool {
        var node = 0
        for segment in PathTemplate.segments(path) {
            let isParameter = PathTemplate.parameter(segment) != nil
            let known = isParameter ? nodes[node].parameter : nodes[node].literals[segment]
            if let known {
                node = known
                continue
            }
            nodes.append(Node())
            let added = nodes.count - 1
            if isParameter {
                nodes[node].parameter = added
            } else {
                nodes[node].literals[segment] = added
            }
            node = added
        }
        guard !nodes[node].routes.contains(where: { $0.method == method }) else { return false }
        nodes[node].routes.append((method, route))
        if route.parameters.isEmpty { exact[path] = node }
        return true
    }

    /// Looks a path up.
    ///
    /// A HEAD finds the route of GET where it has none of its own.
    func match(_ path: String, method: HTTPRequest.Method) throws(DomainError) -> Match {
        if let node = exact[path], let route = route(of: node, method) { return .found(route, []) }
        var segments = PathTemplate.segments(path)
        for index in segments.indices {
            segments[index] = try FormText.pathSegment(segments[index])
        }
        var methods: [HTTPRequest.Method] = []
        guard let route = find(segments, 0, in: 0, method, &methods) else {
            return methods.isEmpty ? .none : .otherMethods(methods)
        }
        return .found(route, route.parameters.map { ($0.index, segments[$0.place]) })
    }

    private func find(
        _ segments: [Substring],
        _ place: Int,
        in node: Int,
        _ method: HTTPRequest.Method,
        _ methods: inout [HTTPRequest.Method]
    ) -> Route? {
        guard place < segments.count else {
            if let route = route(of: node, method) { return route }
            for entry in nodes[node].routes where !methods.contains(entry.method) {
                methods.append(entry.method)
            }
            return nil
        }
        if let next = nodes[node].literals[segments[place]],
            let route = find(segments, place + 1, in: next, method, &methods)
        {
            return route
        }
        guard let next = nodes[node].parameter else { return nil }
        return find(segments, place + 1, in: next, method, &methods)
    }

    private func route(of node: Int, _ method: HTTPRequest.Method) -> Route? {
        let routes = nodes[node].routes
        if let own = routes.first(where: { $0.method == method }) { return own.route }
        guard method == .head else { return nil }
        return routes.first { $0.method == .get }?.route
    }
}

/// The paths of endpoints, with `{name}` where a parameter stands.
enum PathTemplate {
    /// The parts of a path between its slashes, empty ones left out.
    ///
    /// Split by bytes: splitting by characters looks for grapheme clusters and takes far longer.
    static func segments(_ path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    }

    /// The name of the parameter that a segment is; `nil` for a literal.
    static func parameter(_ segment: Substring) -> String? {
        guard segment.first == "{", segment.last == "}", segment.count > 2 else { return nil }
        return String(segment.dropFirst().dropLast())
    }

    /// The names of a template's parameters with their places among the segments.
    static func parameters(_ template: String) -> [(place: Int, name: String)] {
        segments(template).enumerated().compactMap { place, segment in
            parameter(segment).map { (place, $0) }
        }
    }
}
