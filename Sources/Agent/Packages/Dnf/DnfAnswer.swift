// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// What the script in ``DnfQuestion`` answers, in JSON.
struct DnfAnswer: Sendable, Equatable, Decodable {
    /// One package.
    struct Package: Sendable, Equatable, Codable {
        /// The name.
        var name: String
        /// The architecture.
        var arch: String
        /// Epoch, version and release; an epoch of 0 is not written.
        var evr: String

        /// The package as the protocol names it.
        var target: TargetPackage {
            TargetPackage(name: name, architecture: arch, version: evr)
        }
    }

    /// The exit status that dnf itself would have had.
    var status: Int
    /// The packages that would come.
    var incoming: [Package]
    /// The packages that would go.
    var outgoing: [Package]
    /// The packages asked for that no repository offers.
    var missing: [Package]
    /// Whether the metadata of a repository could not be fetched; absent means no.
    var isOutOfReach: Bool?
    /// What dnf wrote for people.
    var text = ""

    private enum CodingKeys: CodingKey {
        case status, incoming, outgoing, missing, isOutOfReach
    }
}
