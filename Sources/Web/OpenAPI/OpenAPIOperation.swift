// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// One endpoint as an "Operation Object" of OpenAPI 3.0.3.
struct OpenAPIOperation {
    let face: Face
    let endpoint: Endpoint
    let parameters: [Parameter]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("operationId", endpoint.name)
            json.field("summary", endpoint.summary)
            if let description = endpoint.description { json.field("description", description) }
            json.array("tags") { $0.string(endpoint.tag) }
            if !endpoint.aliases.isEmpty {
                json.array("x-aliases") { json in
                    for alias in endpoint.aliases { json.string(alias) }
                }
            }
            writeSecurity(to: &json)
            writeParameters(to: &json)
            writeBody(to: &json)
            writeResponses(to: &json)
        }
    }

    private func writeSecurity(to json: inout JSONWriter) {
        if case .scope(let scope) = endpoint.access { json.field("x-required-scope", scope) }
        json.array("security") { json in
            guard endpoint.access != .open else { return }
            for scheme in face.security {
                json.object {
                    $0.key(dynamic: scheme.name)
                    $0.array { _ in }
                }
            }
        }
    }

    private func writeParameters(to json: inout JSONWriter) {
        json.array("parameters") { json in
            for parameter in parameters {
                for (place, name) in Self.places where parameter.places.contains(place) {
                    write(parameter, in: name, to: &json)
                }
            }
        }
    }

    private static let places: [(Parameter.Places, String)] = [
        (.path, "path"), (.query, "query"), (.header, "header"),
    ]

    private func write(_ parameter: Parameter, in place: String, to json: inout JSONWriter) {
        json.object { json in
            json.field("name", parameter.name)
            json.field("in", place)
            json.field("description", parameter.documentedSummary)
            // A parameter that may also stand elsewhere is never required in one place.
            let isOnlyHere = parameter.places.rawValue.nonzeroBitCount == 1
            let isRequired = place == "path" || parameter.isRequired && isOnlyHere
            if isRequired { json.field("required", true) }
            if !parameter.aliases.isEmpty {
                json.array("x-aliases") { json in
                    for alias in parameter.aliases { json.string(alias) }
                }
            }
            if case .list(_, ",", _) = parameter.kind {
                json.field("style", place == "query" ? "form" : "simple")
                json.field("explode", false)
            }
            json.key("schema")
            parameter.writeSchema(to: &json, isText: true, isInHead: true)
        }
    }

    private func writeBody(to json: inout JSONWriter) {
        guard !endpoint.body.encodings.isEmpty else { return }
        json.object("requestBody") { json in
            if endpoint.body.isRequired { json.field("required", true) }
            json.object("content") { json in
                for encoding in endpoint.body.encodings {
                    switch encoding {
                    case .json:
                        json.object("application/json") { writeMembers(.body, to: &$0) }
                    case .form:
                        json.object("application/x-www-form-urlencoded") {
                            writeMembers(.form, to: &$0)
                        }
                    case .raw:
                        json.object("application/octet-stream") { json in
                            json.object("schema") {
                                $0.field("type", "string")
                                $0.field("format", "binary")
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeMembers(_ place: Parameter.Places, to json: inout JSONWriter) {
        let members = parameters.filter { $0.places.contains(place) }
        json.object("schema") { json in
            guard !members.isEmpty else { return }
            json.field("type", "object")
            let required = members.filter { $0.isRequired && $0.places == place }
            if !required.isEmpty {
                json.array("required") { json in
                    for member in required { json.string(member.name) }
                }
            }
            json.object("properties") { json in
                for member in members {
                    json.key(dynamic: member.name)
                    member.writeSchema(to: &json, isText: place == .form)
                }
            }
        }
    }

    private func writeResponses(to json: inout JSONWriter) {
        let own = endpoint.responses.isEmpty ? [.empty(200, "Done.")] : endpoint.responses
        let statuses = Set(own.map(\.status))
        json.object("responses") { json in
            for response in own {
                json.key(dynamic: String(response.status))
                response.write(to: &json)
            }
            for response in face.errorResponses where !statuses.contains(response.status) {
                json.key(dynamic: String(response.status))
                json.object { $0.field("$ref", "#/components/responses/\(response.status)") }
            }
        }
    }
}
