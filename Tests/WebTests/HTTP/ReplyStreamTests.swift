// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import NIOCore
import Synchronization
import Testing
import Web

@Suite struct ReplyStreamTests {
    @Test("the pieces come in order, with their length said before", arguments: [0, 1, 5])
    func sendsPieces(count: Int) async throws {
        let reply = try await Self.world(pieces: count, length: count * 3).send(.get, "/file")
        #expect(reply.status == 200)
        #expect(reply.text == String(repeating: "abc", count: count))
        #expect(reply.headers[.contentLength] == "\(count * 3)")
        #expect(reply.headers[.contentType] == "application/x-test")
    }

    @Test("a question for the head alone gets the length and no byte")
    func sendsHead() async throws {
        let reply = try await Self.world(pieces: 2, length: 6).send(.head, "/file")
        #expect(reply.text.isEmpty)
        #expect(reply.headers[.contentLength] == "6")
    }

    @Test("too few or too many bytes are not taken for the whole", arguments: [5, 7])
    func cutsOff(length: Int) async {
        await #expect(throws: (any Error).self) {
            try await Self.world(pieces: 2, length: length).send(.get, "/file")
        }
    }

    private static func world(pieces: Int, length: Int) -> World {
        let file = Endpoint(.get, "/file", summary: "F", tag: "F", access: .open) { _ in
            let left = Box(pieces)
            return .stream(
                ReplyStream(length: length) { left.take() ? ByteBuffer(string: "abc") : nil },
                contentType: "application/x-test"
            )
        }
        return World([
            Face(
                name: "f",
                title: "F",
                version: "1",
                description: "F",
                basePaths: ["/file"],
                security: [],
                endpoints: [file],
                authenticate: { _ in throw DomainError(.credentialMissing) },
                errorReply: { error, _ in .text("\(error)", status: .notFound) }
            )
        ])
    }

    /// How many pieces are left.
    private final class Box: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) { left = Mutex(count) }

        func take() -> Bool {
            left.withLock { left in
                guard left > 0 else { return false }
                left -= 1
                return true
            }
        }
    }
}
