// SPDX-License-Identifier: Apache-2.0
import Domain

/// A repository by its address, with the parts of it that are wanted (sources.list(5)).
package struct AptRemote: Sendable, Equatable {
    /// The address: `https://…`, `http://…` or `file:/…`.
    package var uri: String
    /// The folders below `dists`, or paths that end with a slash for flat repositories.
    package var suites: [String]
    /// The components; empty for all that the release has.
    package var components: [String]
    /// The architectures; empty for all of a local mirror, and for this machine's own of another.
    package var architectures: [String]
    /// Paths of the keyrings that count for this repository; empty where none is named.
    package var keyrings: [String]

    /// Names a repository; the address may carry a user's name and password.
    package init(
        uri: String,
        suites: [String],
        components: [String] = [],
        architectures: [String] = [],
        keyrings: [String] = []
    ) {
        self.uri = uri
        self.suites = suites
        self.components = components
        self.architectures = architectures
        self.keyrings = keyrings
    }

    /// Reads `https://host/debian bookworm main`, the one-line style of sources.list(5).
    ///
    /// `deb` and options in brackets may stand before the address; of the options `arch` and the
    /// keyrings of `signed-by` count. `nil` for a text without an address, `.feedUnavailable` for
    /// one that names no suite of a repository elsewhere.
    package init?(sourceLine: String) throws {
        var words = sourceLine.split { $0 == " " || $0 == "\t" }.map(String.init)
        if words.first == "deb" { words.removeFirst() }
        guard let source = OneLineSource(words: words), AptAddress.isAddress(source.uri) else {
            return nil
        }
        if source.suite == nil, AptAddress.folder(source.uri) == nil {
            throw DomainError(
                .feedUnavailable,
                subject: "\(AptAddress.withoutCredentials(source.uri)): no suite",
                hint: "name it after the address, as in 'https://host/debian bookworm main'"
            )
        }
        self.init(
            uri: source.uri,
            suites: source.suite.map { [$0] } ?? [],
            components: source.components,
            architectures: source.list("arch"),
            keyrings: source.list("signedby").filter { $0.hasPrefix("/") }
        )
    }

    /// The architecture of this machine in Debian's spelling.
    package static var nativeArchitecture: String {
        #if arch(x86_64)
            "amd64"
        #elseif arch(arm64)
            "arm64"
        #elseif arch(i386)
            "i386"
        #elseif arch(arm)
            "armhf"
        #elseif arch(powerpc64le)
            "ppc64el"
        #elseif arch(riscv64)
            "riscv64"
        #elseif arch(s390x)
            "s390x"
        #else
            "amd64"
        #endif
    }
}
