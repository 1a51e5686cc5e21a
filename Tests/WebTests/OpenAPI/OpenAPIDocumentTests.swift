// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import NIOCore
import TestSupport
import Testing
import Web

@Suite struct OpenAPIDocumentTests {
    @Test("the document of a small face is the golden one")
    func isGolden() throws {
        let document = String(buffer: OpenAPIDocument(Orchard.face()).json)
        let golden = GoldenFile("openapi-orchard.json")
        let difference = try golden.difference(from: IndentedJSON.text(document))
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test("the document is served without a credential, the same bytes each time")
    func isServed() async throws {
        let world = World()
        let first = try await world.send(.get, "/openapi/orchard.json", token: nil)
        #expect(first.status == 200)
        #expect(first.headers[.contentType] == "application/json")
        #expect(first.body == OpenAPIDocument(Orchard.face()).json)
        #expect(try await world.send(.get, "/openapi/other.json").status == 404)
    }

    @Test(
        "the document is valid by the schema of OpenAPI, and a fault in it is found",
        .enabled("python3 has no openapi_spec_validator") { await Validator.isThere }
    )
    func isValid() async throws {
        let document = String(buffer: OpenAPIDocument(Orchard.face()).json)
        let errors = try await Validator.errors(of: document)
        #expect(errors == nil, "\(errors ?? "")")
        let bad = document.replacingOccurrences(of: #""in":"path""#, with: #""in":"road""#)
        #expect(bad != document)
        #expect(try await Validator.errors(of: bad) != nil)
    }
}

/// The public validator of OpenAPI documents, where the machine has it.
private enum Validator {
    static var isThere: Bool {
        get async {
            let arguments = ["-c", "import openapi_spec_validator"]
            let result = try? await ShellCommand.run("python3", arguments)
            return result?.status.isSuccess ?? false
        }
    }

    /// What the validator says about a document; `nil` when it is valid.
    static func errors(of document: String) async throws -> String? {
        let program = """
            import json, sys
            from openapi_spec_validator import validate
            validate(json.load(sys.stdin))
            """
        let input = Array(document.utf8)
        let result = try await ShellCommand.run("python3", ["-c", program], input: input)
        return result.status.isSuccess ? nil : result.errors
    }
}
