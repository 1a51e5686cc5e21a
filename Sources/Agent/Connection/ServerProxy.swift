// SPDX-License-Identifier: Apache-2.0
import Foundation

/// An HTTP proxy on the way to the server; encrypted and plain calls go through it by CONNECT.
package struct ServerProxy: Sendable, Equatable {
    /// The word that stands for no proxy, whatever the environment says.
    package static let off = "none"

    /// The proxy's host.
    let host: String
    /// The proxy's port.
    let port: Int
    /// The user's name and password, where it wants them (RFC 7617).
    let user: String?
    let password: String?

    /// Reads an address such as `http://user:secret@proxy.example.test:3128`; the port may lack.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)`` with what is wrong; the password is not in it.
    package init(_ text: String) throws(AgentFailure) {
        let full = text.contains("://") ? text : "http://" + text
        guard let parts = URLComponents(string: full), let host = parts.host, !host.isEmpty,
            parts.scheme?.lowercased() == "http", ["", "/"].contains(parts.path),
            parts.query == nil
        else {
            throw .invalidArgument("the proxy's address is not of the form http://HOST:PORT")
        }
        self.host = host
        port = parts.port ?? 3_128
        user = parts.user
        password = parts.password
    }

    /// The proxy for a server: the configured one, else the environment's; `nil` for none.
    ///
    /// As other programs do it: `HTTPS_PROXY` or `HTTP_PROXY`, by the server's scheme, in either
    /// case; `NO_PROXY` names hosts, domains with everything below them, or `*`. A server on this very
    /// machine is behind no proxy of the environment.
    package static func forServer(
        _ address: ServerAddress,
        configured: String?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(AgentFailure) -> ServerProxy? {
        if let configured { return configured == off ? nil : try ServerProxy(configured) }
        func value(_ name: String) -> String? {
            let text = environment[name] ?? environment[name.lowercased()]
            return text?.isEmpty == false ? text : nil
        }
        guard let text = value(address.isEncrypted ? "HTTPS_PROXY" : "HTTP_PROXY") else {
            return nil
        }
        return isExcepted(address, value("NO_PROXY") ?? "") ? nil : try ServerProxy(text)
    }

    private static func isExcepted(_ address: ServerAddress, _ exceptions: String) -> Bool {
        let parts = URLComponents(string: address.text)
        let host = (parts?.host ?? "").lowercased()
        let port = parts?.port.map { ":\($0)" } ?? ""
        if host == "localhost" || host.hasPrefix("127.") || host.contains("::1") { return true }
        return exceptions.lowercased().split { $0 == "," || $0 == " " }.contains { entry in
            let name = entry.hasPrefix(".") ? entry.dropFirst() : entry
            return name == "*" || name == host || name == host + port
                || host.hasSuffix("." + name)
        }
    }
}
