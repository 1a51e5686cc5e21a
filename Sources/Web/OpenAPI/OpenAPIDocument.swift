// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
package import NIOCore

/// The description of a face as an OpenAPI 3.0.3 document in JSON.
///
/// Everything stands in the order of the declaration, so equal declarations give equal bytes. Other
/// paths of an endpoint are told as `x-aliases`, its scope as `x-required-scope`: version 3.0 has no
/// word for either where tokens are not of OAuth's kind.
package struct OpenAPIDocument: Sendable {
    /// The document.
    package let json: ByteBuffer

    /// Describes a face.
    package init(_ face: Face) { self = Self(face: face, parameters: nil) }

    /// Describes a face whose endpoints have these complete parameter lists.
    init(face: Face, parameters: [[Parameter]]?) {
        let parameters = parameters ?? ServedFace(face).endpoints.map(\.table.parameters)
        var json = JSONWriter(capacity: 65_536)
        json.beginObject()
        json.field("openapi", "3.0.3")
        json.object("info") {
            $0.field("title", face.title)
            $0.field("version", face.version)
            $0.field("description", face.description)
        }
        json.array("tags") { json in
            for tag in Self.tags(face) { json.object { $0.field("name", tag) } }
        }
        Self.writePaths(face, parameters, to: &json)
        Self.writeComponents(face, to: &json)
        json.endObject()
        self.json = json.finish()
    }

    private static func writeComponents(_ face: Face, to json: inout JSONWriter) {
        json.object("components") { json in
            json.object("securitySchemes") { json in
                for scheme in face.security {
                    json.key(dynamic: scheme.name)
                    scheme.write(to: &json)
                }
            }
            json.object("responses") { json in
                for response in face.errorResponses {
                    json.key(dynamic: String(response.status))
                    response.write(to: &json)
                }
            }
        }
    }

    private static func tags(_ face: Face) -> [String] {
        var seen = Set<String>()
        return face.endpoints.map(\.tag).filter { seen.insert($0).inserted }
    }

    /// Writes the endpoints, those of one path together at the place of the first.
    private static func writePaths(
        _ face: Face,
        _ parameters: [[Parameter]],
        to json: inout JSONWriter
    ) {
        var paths: [String] = []
        var endpoints: [String: [Int]] = [:]
        for (index, endpoint) in face.endpoints.enumerated() {
            if endpoints[endpoint.path] == nil { paths.append(endpoint.path) }
            endpoints[endpoint.path, default: []].append(index)
        }
        json.object("paths") { json in
            for path in paths {
                json.key(dynamic: path)
                json.object { json in
                    for index in endpoints[path] ?? [] {
                        let endpoint = face.endpoints[index]
                        json.key(dynamic: endpoint.method.rawValue.lowercased())
                        OpenAPIOperation(
                            face: face,
                            endpoint: endpoint,
                            parameters: parameters[index]
                        ).write(to: &json)
                    }
                }
            }
        }
    }
}
