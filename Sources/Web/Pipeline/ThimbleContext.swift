// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Hummingbird
import NIOCore
import Synchronization

/// What goes with a request through middleware and routes.
package struct ThimbleContext: RequestContext {
    /// What the framework itself needs.
    package var coreContext: CoreRequestContextStorage
    /// The id of the request in logs and replies; empty before ``RequestIDMiddleware`` ran.
    package var requestID = ""
    /// What is learned about the request on its way, for the log line at its end.
    package let journal = RequestJournal()
    let peer: SocketAddress?

    /// Makes the context of a request that has just arrived.
    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }

    /// The IP address of the other end of the connection: the client, or the proxy before it.
    package var peerAddress: String? { peer?.ipAddress }
}

/// What the outermost middleware must know about a request and only the innermost code learns.
///
/// Safe for concurrent use.
package final class RequestJournal: Sendable {
    /// The entries of a request.
    package struct Entries: Sendable {
        /// The face that answers.
        package var face = "none"
        /// The path template of the endpoint: few enough values for a metric's label.
        package var route = "unmatched"
        /// The caller, as the audit log names it.
        package var principal: String?
        /// Why the request failed.
        package var failure: (any Error)?
    }

    private let state = Mutex(Entries())

    init() {}

    /// All entries.
    package var entries: Entries { state.withLock { $0 } }

    /// Notes who answers.
    package func enter(face: String, route: String) {
        state.withLock {
            $0.face = face
            $0.route = route
        }
    }

    /// Notes the caller.
    package func identified(_ principal: Principal) {
        let label = principal.label
        state.withLock { $0.principal = label }
    }

    /// Notes why the request failed.
    package func failed(_ error: any Error) {
        state.withLock { $0.failure = error }
    }
}
