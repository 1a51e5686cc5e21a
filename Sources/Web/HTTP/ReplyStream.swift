// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
import Hummingbird
package import NIOCore

/// A body that is sent piece by piece, so that no more than one piece is in memory.
package struct ReplyStream: Sendable {
    /// How many bytes all pieces have together.
    package let length: Int
    private let next: @Sendable () async throws -> ByteBuffer?

    /// Makes a body.
    ///
    /// `next` gives one piece after the other and `nil` after the last; where the pieces are not
    /// `length` bytes together, or it throws, the connection is cut off, so that the client does
    /// not take what it got for the whole.
    package init(length: Int, next: @escaping @Sendable () async throws -> ByteBuffer?) {
        self.length = length
        self.next = next
    }

    /// The body as the framework sends it.
    var responseBody: ResponseBody {
        ResponseBody(contentLength: length) { writer in
            var sent = 0
            while let piece = try await next() {
                sent += piece.readableBytes
                guard sent <= length else { throw Fault.lengthDiffers }
                try await writer.write(piece)
            }
            guard sent == length else { throw Fault.lengthDiffers }
            try await writer.finish(nil)
        }
    }

    /// What is wrong with the pieces.
    private enum Fault: Error {
        case lengthDiffers
    }
}

extension Reply {
    /// A reply whose body is sent piece by piece, with its length said before.
    package static func stream(
        _ stream: ReplyStream,
        contentType: String,
        status: HTTPResponse.Status = .ok
    ) -> Reply {
        var reply = Reply(status: status, contentType: contentType)
        reply.stream = stream
        return reply
    }
}
