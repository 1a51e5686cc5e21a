// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Versioning

/// What decides, beside its packages, which rules concern a machine.
struct DeviceProfile: Sendable {
    /// The release that it runs.
    let stream: Stream
    /// The streams whose patches it can install, the release first.
    let streams: [Stream]
    /// The machine's own package architecture.
    let architecture: String
    /// The order of its packages' versions.
    let scheme: VersionScheme
    /// The repositories that it uses; `nil` where unknown: then those of its release count.
    private let repositories: Set<RepositoryKey>?

    private struct RepositoryKey: Hashable, Sendable {
        let origin: String
        let pocket: String
        let component: String
    }

    init(_ inventory: InventoryProfile) {
        stream = Stream(rawValue: inventory.stream)
        architecture = inventory.architecture
        // Of a family that is not known there are no rules that could be applied wrongly.
        scheme = stream.versionScheme ?? .deb
        // A machine without any index file has never asked its repositories: that says nothing
        // about which it uses, so it counts as unknown and not as "none".
        let known = inventory.repositories.flatMap { $0.isEmpty ? nil : $0 }
        repositories = known.map {
            Set(
                $0.map {
                    RepositoryKey(
                        origin: $0.origin,
                        pocket: Repository.pocket(suite: $0.suite, codename: $0.codename),
                        component: $0.component
                    )
                }
            )
        }
        let further = Set((known ?? []).map { Stream($0) }).subtracting([stream])
        streams = [stream] + further.sorted()
    }

    /// Whether the machine gets what a publisher gives to subscribers alone, as far as known.
    ///
    /// Ubuntu Pro brings repositories of its own, whose origin is `UbuntuESM` or `UbuntuESMApps`.
    var isSubscriber: Bool {
        repositories?.contains { $0.origin.hasPrefix("UbuntuESM") } ?? false
    }

    /// Whether the machine uses the repository that an origin names.
    func uses(_ origin: PatchOrigin) -> Bool {
        guard let repositories else { return true }
        return repositories.contains(
            RepositoryKey(
                origin: origin.origin,
                pocket: Repository.pocket(suite: origin.suite, codename: origin.codename),
                component: origin.component
            )
        )
    }

    /// Whether a binary package of an architecture can update an installed one.
    ///
    /// `all` and the machine's own architecture may replace each other; others stay apart.
    func isUpdate(from installed: String?, to offered: String) -> Bool {
        guard let installed, !offered.isEmpty else { return true }
        return native(installed) == native(offered)
    }

    private func native(_ architecture: String) -> String {
        ["all", "noarch"].contains(architecture) ? self.architecture : architecture
    }
}
