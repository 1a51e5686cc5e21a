// SPDX-License-Identifier: Apache-2.0
package import Web

/// How clients reach this server, for the addresses that replies carry.
package struct PublicAddress: Sendable {
    /// `http` or `https`.
    package var scheme: String
    /// The host, with its port where it is not the scheme's own.
    package var host: String

    /// Makes an address from the configuration.
    package init(scheme: String, host: String) {
        self.scheme = scheme
        self.host = host
    }

    /// The address without a slash at its end, for example `https://patch.example:8443`.
    package func base(for head: RequestHead) -> String { "\(scheme)://\(host)" }
}
