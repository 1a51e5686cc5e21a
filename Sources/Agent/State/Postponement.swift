// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A user's wish that what an order waits for be put off once.
struct PostponeRequest: Codable, Sendable, Equatable {
    /// The order that waits.
    var order: UUID
    /// Whether the restart waits, and not the start.
    var isRestart: Bool
    /// When it was asked, in milliseconds since 1970 by the agent's clock.
    var requestedAt: Int64
}

extension StateDirectory {
    private static let postponeFile = "postpone.json"

    /// The wish that nobody has looked at yet.
    func postponement() throws -> PostponeRequest? {
        try read(PostponeRequest.self, Self.postponeFile)
    }

    /// Notes a wish; a second one before the agent has looked changes nothing.
    func store(_ request: PostponeRequest) throws {
        try write(request, Self.postponeFile)
    }

    /// Forgets the wish.
    func removePostponement() throws {
        try FileManager.default.removeItem(atPath: file(Self.postponeFile))
    }
}
