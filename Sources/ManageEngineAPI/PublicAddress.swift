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
    ///
    /// The client's own word for the host counts, since it got here by it, through whatever proxy;
    /// the configured one where the client names none that could be a host.
    package func base(for head: RequestHead) -> String {
        "\(scheme)://\(head.authority.flatMap(Self.host) ?? host)"
    }

    private static func host(_ text: String) -> String? {
        let isHost =
            (1...255).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"),
                    UInt8(ascii: "-"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default: false
                }
            }
        return isHost ? text : nil
    }
}
