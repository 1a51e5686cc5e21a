// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import HTTPTypes
import NIOCore
import Web

/// The endpoints by which the agent gets onto machines and becomes a newer one.
struct InstallRoutes {
    /// Where the script is.
    static let scriptPath = "/install.sh"
    private static let tag = "Installation"

    let builds: any AgentBuilds
    let address: @Sendable (RequestHead) -> String

    var endpoints: [Endpoint] { [script, programs, program] }

    private var script: Endpoint {
        Endpoint(
            .get,
            Self.scriptPath,
            summary: "Get the script that installs the agent",
            description: "`curl -fsSL https://…/install.sh | sh -s -- --token T`, as root.",
            tag: Self.tag,
            access: .open,
            responses: [.text(200, "A script for `sh`.")]
        ) { [builds, address] call in
            let text = await builds.installScript(server: address(call.head))
            // It names the server by the caller's own words, which are nobody else's.
            return Reply.text(text, contentType: "text/x-shellscript; charset=utf-8")
                .header(.cacheControl, "no-store")
        }
    }

    private var programs: Endpoint {
        Endpoint(
            .get,
            "\(AgentProtocol.path)/programs",
            summary: "List the builds of the agent",
            tag: Self.tag,
            access: .authenticated,
            responses: [.json(200, "The builds, by machine.", .any)]
        ) { [builds] _ in
            let bytes = try JSONEncoder().encode(await builds.programs())
            return .bytes(ByteBuffer(bytes: bytes), contentType: "application/json")
        }
    }

    private var program: Endpoint {
        Endpoint(
            .get,
            "\(AgentProtocol.path)/program/{digest}",
            summary: "Fetch a build of the agent",
            tag: Self.tag,
            // Its name is the digest of its bytes, and nothing in them is secret.
            access: .open,
            parameters: [
                .string(
                    "digest",
                    in: .path,
                    lengthMax: 256,
                    summary: "The SHA-256 of the build, in lower-case hexadecimal."
                )
            ],
            responses: [.text(200, "The program.", contentType: "application/octet-stream")]
        ) { [builds] call in
            let digest = try call.requireString("digest")
            guard let stream = try await builds.program(digest: digest) else {
                throw DomainError(
                    .routeNotFound,
                    subject: "agent program \(digest)",
                    hint: "the server has no such build, or has another one by now"
                )
            }
            return .stream(stream, contentType: "application/octet-stream")
        }
    }
}
