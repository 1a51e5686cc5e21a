// SPDX-License-Identifier: Apache-2.0
package import HTTPTypes
import NIOCore

/// Everything about a request but its body.
package struct RequestHead: Sendable {
    /// The method.
    package var method: HTTPRequest.Method
    /// The path: no query, runs of slashes made one, no slash at its end, escapes kept.
    package var path: String
    /// The header fields.
    package var headers: HTTPFields
    /// The parameters of the query, decoded, in order.
    package var query: [QueryItem]
    /// The id of the request in logs and replies.
    package var requestID: String
    /// The host that the client asked for, with its port, as it wrote it (RFC 9110 §7.2).
    package var authority: String?
    let peer: SocketAddress?

    /// Makes a head as if it had been received, from nowhere.
    package init(
        method: HTTPRequest.Method,
        path: String,
        headers: HTTPFields = HTTPFields(),
        query: [QueryItem] = [],
        requestID: String = ""
    ) {
        self.init(
            method: method,
            path: path,
            headers: headers,
            query: query,
            requestID: requestID,
            peer: nil
        )
    }

    init(
        method: HTTPRequest.Method,
        path: String,
        headers: HTTPFields,
        query: [QueryItem],
        requestID: String,
        peer: SocketAddress?
    ) {
        self.method = method
        self.path = path
        self.headers = headers
        self.query = query
        self.requestID = requestID
        self.peer = peer
    }

    /// The IP address of the other end of the connection: the client, or the proxy before it.
    package var peerAddress: String? { peer?.ipAddress }

    /// The value of a query parameter, its name in any case of ASCII letters; the first of several.
    package func queryValue(_ name: String) -> String? {
        query.first { ASCII.isSame($0.name, name) }?.value
    }
}
