// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
import Hummingbird
package import NIOCore

/// What an endpoint answers.
package struct Reply: Sendable {
    /// The status.
    package var status: HTTPResponse.Status
    /// The header fields; the content type is among them.
    package var headers: HTTPFields
    /// The body; `nil` is none, or ``stream``.
    package var body: ByteBuffer?
    /// A body that is too large for one buffer; it counts where there is no other.
    package var stream: ReplyStream?

    /// Makes a reply.
    package init(
        status: HTTPResponse.Status,
        headers: HTTPFields = HTTPFields(),
        body: ByteBuffer? = nil,
        contentType: String? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        if let contentType {
            self.headers.append(HTTPField(name: .contentType, value: contentType))
        }
    }

    /// A JSON reply whose one value the body writes.
    ///
    /// The capacity is the number of bytes to make room for at first.
    package static func json(
        status: HTTPResponse.Status = .ok,
        contentType: String = "application/json",
        capacity: Int = 4_096,
        _ write: (inout JSONWriter) throws -> Void
    ) rethrows -> Reply {
        var writer = JSONWriter(capacity: capacity)
        try write(&writer)
        return Reply(status: status, body: writer.finish(), contentType: contentType)
    }

    /// A reply of text.
    package static func text(
        _ text: String,
        status: HTTPResponse.Status = .ok,
        contentType: String = "text/plain; charset=utf-8"
    ) -> Reply {
        Reply(status: status, body: ByteBuffer(string: text), contentType: contentType)
    }

    /// A reply of bytes.
    package static func bytes(
        _ bytes: ByteBuffer,
        contentType: String,
        status: HTTPResponse.Status = .ok
    ) -> Reply {
        Reply(status: status, body: bytes, contentType: contentType)
    }

    /// A reply without a body.
    package static func empty(_ status: HTTPResponse.Status = .noContent) -> Reply {
        Reply(status: status)
    }

    /// The same reply with one more header field; an earlier one of the name is replaced.
    package func header(_ name: HTTPField.Name, _ value: String) -> Reply {
        var copy = self
        copy.headers[name] = value
        return copy
    }

    /// The reply as the framework sends it.
    func response() -> Response {
        guard let body else {
            let body = stream?.responseBody ?? ResponseBody()
            return Response(status: status, headers: headers, body: body)
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
