// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import HTTPTypes
import NIOCore
import Services
import Web

/// The endpoints of the agent face.
struct AgentRoutes {
    let services: Services
    let sleep: @Sendable (Duration) async throws -> Void

    /// The largest body of a small message, in bytes.
    private static let messageBytesMax = 1 << 20
    /// The largest body of a call that anyone can make, in bytes: what strangers send is small.
    private static let openBytesMax = 1 << 16
    private static let tag = "Agents"

    var endpoints: [Endpoint] {
        [enroll, session, checkIn, inventory, progress, report, refusal, available, install]
    }

    private var enroll: Endpoint {
        Endpoint(
            .post,
            "\(AgentProtocol.path)/enroll",
            summary: "Enrol a machine",
            tag: Self.tag,
            access: .open,
            body: .raw(maxBytes: Self.openBytesMax, required: true),
            responses: [.json(200, "The machine's identity.", .any)]
        ) { [services] call in
            try Self.answer(try await services.agents.enroll(Self.message(of: call)))
        }
    }

    private var session: Endpoint {
        Endpoint(
            .post,
            "\(AgentProtocol.path)/session",
            summary: "Open a session",
            tag: Self.tag,
            access: .open,
            body: .raw(maxBytes: Self.openBytesMax, required: true),
            responses: [.json(200, "The session's token.", .any)]
        ) { [services] call in
            try Self.answer(try await services.agents.openSession(Self.message(of: call)))
        }
    }

    private var checkIn: Endpoint {
        Endpoint(
            .post,
            "\(AgentProtocol.path)/checkin",
            summary: "Check in and wait for orders",
            tag: Self.tag,
            access: .authenticated,
            body: .raw(maxBytes: Self.messageBytesMax, required: true),
            responses: [.json(200, "What to do next.", .any)]
        ) { [services, sleep] call in
            try Self.answer(
                try await services.agents.checkIn(
                    Self.message(of: call),
                    by: call.principal,
                    sleep: sleep
                )
            )
        }
    }

    private var inventory: Endpoint {
        Endpoint(
            .put,
            "\(AgentProtocol.path)/inventory/{digest}",
            summary: "Upload an inventory",
            tag: Self.tag,
            access: .authenticated,
            parameters: [
                .string(
                    "digest",
                    in: .path,
                    lengthMax: 64,
                    summary: "The SHA-256 of the body, in lower-case hexadecimal."
                )
            ],
            body: .raw(maxBytes: AgentProtocol.inventoryBytesMax, required: true),
            responses: [.empty(204, "It is stored.")]
        ) { [services] call in
            try await services.agents.storeInventory(
                Data(call.raw.readableBytesView),
                digest: call.requireString("digest"),
                by: call.principal
            )
            return .empty()
        }
    }

    private var report: Endpoint {
        Endpoint(
            .post,
            "\(AgentProtocol.path)/reports",
            summary: "Report what came of an order",
            tag: Self.tag,
            access: .authenticated,
            body: .raw(maxBytes: Self.messageBytesMax, required: true),
            responses: [.empty(204, "It is stored, now or before.")]
        ) { [services] call in
            try await services.agents.report(Self.message(of: call), by: call.principal)
            return .empty()
        }
    }

    private var refusal: Endpoint {
        Endpoint(
            .post,
            "\(AgentProtocol.path)/refusals",
            summary: "Report a refused order",
            tag: Self.tag,
            access: .authenticated,
            body: .raw(maxBytes: Self.messageBytesMax, required: true),
            responses: [.empty(204, "It is noted.")]
        ) { [services] call in
            try await services.agents.refuse(Self.message(of: call), by: call.principal)
            return .empty()
        }
    }

    private var progress: Endpoint {
        Endpoint(
            .post,
            "\(AgentProtocol.path)/progress",
            summary: "Tell how far an order is",
            tag: Self.tag,
            access: .authenticated,
            body: .raw(maxBytes: Self.openBytesMax, required: true),
            responses: [.empty(204, "It is noted, or says nothing new.")]
        ) { [services] call in
            try await services.agents.progress(Self.message(of: call), by: call.principal)
            return .empty()
        }
    }

    private var available: Endpoint {
        Endpoint(
            .get,
            "\(AgentProtocol.path)/available",
            summary: "List what the people at the machine may install",
            tag: Self.tag,
            access: .authenticated,
            responses: [.json(200, "The published patches.", .any)]
        ) { [services] call in
            try Self.answer(try await services.agents.available(to: call.principal))
        }
    }

    private var install: Endpoint {
        Endpoint(
            .post,
            "\(AgentProtocol.path)/install",
            summary: "Install a published patch now",
            tag: Self.tag,
            access: .authenticated,
            body: .raw(maxBytes: Self.openBytesMax, required: true),
            responses: [.empty(204, "Its order comes with the next check-in.")]
        ) { [services] call in
            try await services.agents.install(Self.message(of: call), by: call.principal)
            return .empty()
        }
    }

    private static func message<Message: Decodable>(of call: EndpointCall) throws -> Message {
        do {
            return try JSONDecoder().decode(Message.self, from: Data(call.raw.readableBytesView))
        } catch let error as DecodingError {
            throw DomainError(.requestInvalid, subject: describe(error), underlying: error)
        }
    }

    /// Where a message is not what it should be.
    private static func describe(_ error: DecodingError) -> String {
        let context: DecodingError.Context? =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .keyNotFound(_, let context), .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let path = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        let text = context?.debugDescription ?? "not a message"
        return path.isEmpty ? "body: \(text)" : "body \(path): \(text)"
    }

    private static func answer(_ message: some Encodable) throws -> Reply {
        let bytes = try JSONEncoder().encode(message)
        return .bytes(ByteBuffer(bytes: bytes), contentType: "application/json", status: .ok)
    }
}
