// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

/// Where the server is: an http or https address, with a path if a proxy puts it below one.
package struct ServerPlace: Sendable, Equatable {
    /// The address without a slash at its end.
    package let text: String
    /// Whether the connection is encrypted.
    package let isEncrypted: Bool

    /// Reads an address such as `https://patch.example.test:8443`.
    ///
    /// - Throws: ``SimulationFailure/wrongSetting(_:)`` with what is wrong with it.
    package init(_ text: String) throws(SimulationFailure) {
        func wrong(_ reason: String) -> SimulationFailure {
            .wrongSetting("--server: \"\(text)\" is no server address: \(reason)")
        }
        guard let parts = URLComponents(string: text) else { throw wrong("it is no URL") }
        let scheme = parts.scheme?.lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw wrong("it must begin with https:// or http://")
        }
        guard let host = parts.host, !host.isEmpty else { throw wrong("it has no host") }
        guard parts.query == nil, parts.fragment == nil, parts.user == nil else {
            throw wrong("it may have a host, a port and a path only")
        }
        isEncrypted = scheme == "https"
        var bare = text[...]
        while bare.last == "/" { bare.removeLast() }
        self.text = String(bare)
    }

    /// The address of an endpoint of the agent's protocol, for example `session`.
    func endpoint(_ name: String) -> String { "\(text)\(AgentProtocol.path)/\(name)" }
}
