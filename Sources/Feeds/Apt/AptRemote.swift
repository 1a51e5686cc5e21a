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

    /// Names a repository; the address may carry a user's name and password.
    package init(
        uri: String,
        suites: [String],
        components: [String] = [],
        architectures: [String] = []
    ) {
        self.uri = uri
        self.suites = suites
        self.components = components
        self.architectures = architectures
    }

    /// Reads `https://host/debian bookworm main`, the one-line style of sources.list(5).
    ///
    /// `deb` and options in brackets may stand before the address; of the options `arch` counts.
    /// `nil` for a text without an address, `.feedUnavailable` for one that names no suite.
    package init?(sourceLine: String) throws {
        var words = sourceLine.split { $0 == " " || $0 == "\t" }.map(String.init)[...]
        if words.first == "deb" { words.removeFirst() }
        var architectures: [String] = []
        if words.first?.hasPrefix("[") == true {
            while let word = words.popFirst() {
                let option = word.drop { $0 == "[" }.prefix { $0 != "]" }
                if option.hasPrefix("arch=") {
                    architectures = option.dropFirst(5).split(separator: ",").map(String.init)
                }
                if word.hasSuffix("]") { break }
            }
        }
        guard let uri = words.popFirst(), AptAddress.isAddress(uri) else { return nil }
        let suite = words.popFirst()
        if suite == nil, AptAddress.folder(uri) == nil {
            throw DomainError(
                .feedUnavailable,
                subject: "\(AptAddress.withoutCredentials(uri)): no suite",
                hint: "name it after the address, as in 'https://host/debian bookworm main'"
            )
        }
        self.init(
            uri: uri,
            suites: suite.map { [$0] } ?? [],
            components: Array(words),
            architectures: architectures
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
