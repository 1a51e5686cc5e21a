// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain

/// A repository of the made-up worlds, as a machine and as a feed see it.
struct NamedSuite: Sendable {
    let name: String
    let repository: Repository
    let willingness: PatchOrigin.Willingness

    private init(
        _ name: String,
        _ origin: String,
        _ codename: String,
        label: String? = nil,
        suite: String = "",
        component: String = "main",
        _ willingness: PatchOrigin.Willingness = .automatic
    ) {
        self.name = name
        repository = Repository(
            origin: origin,
            label: label ?? origin,
            suite: suite,
            codename: codename,
            component: component
        )
        self.willingness = willingness
    }

    static let all = [
        NamedSuite("main", "Debian", "bookworm", suite: "stable"),
        NamedSuite("contrib", "Debian", "bookworm", suite: "stable", component: "contrib"),
        NamedSuite("updates", "Debian", "bookworm-updates", suite: "stable-updates"),
        NamedSuite("security", "Debian", "bookworm-security", label: "Debian-Security"),
        NamedSuite("backports", "Debian", "bookworm-backports", .upgradesOnly),
        NamedSuite("request", "Debian", "bookworm-proposed", .onRequest),
        NamedSuite("next", "Debian", "trixie"),
        NamedSuite("shop", "Shop", "stable"),
        NamedSuite("noble", "Ubuntu", "noble"),
        NamedSuite("esm", "UbuntuESM", "noble", suite: "noble-infra-security"),
    ]

    /// The suite of a name.
    static func named(_ name: some StringProtocol) -> NamedSuite? {
        all.first { $0.name == name }
    }

    var origin: PatchOrigin {
        PatchOrigin(
            origin: repository.origin,
            label: repository.label,
            suite: repository.suite,
            codename: repository.codename,
            component: repository.component,
            willingness: willingness
        )
    }
}
