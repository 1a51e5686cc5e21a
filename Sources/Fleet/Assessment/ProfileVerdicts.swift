// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// What the catalogue says about the packages of one profile, one package at a time.
struct ProfileVerdicts: Sendable {
    let profile: DeviceProfile
    /// The rules of the profile's streams, the release's first.
    let rules: [StreamRules]
    /// Whether any feed speaks of the release.
    let isCovered: Bool
    private let catalogue: Catalogue

    init(_ profile: InventoryProfile, _ catalogue: Catalogue) {
        self.init(DeviceProfile(profile), catalogue)
    }

    init(_ profile: DeviceProfile, _ catalogue: Catalogue) {
        self.profile = profile
        self.catalogue = catalogue
        rules = profile.streams.compactMap { catalogue.rules[$0] }
        isCovered = catalogue.rules[profile.stream] != nil
    }

    /// What running the release says, whatever is installed: all updates of a Windows product.
    func ofProfile() -> RowVerdict {
        guard isCovered, profile.stream.isOrderedBySupersedence else { return RowVerdict() }
        return UpdateVerdict(profile.stream, rules[0], catalogue).profile()
    }

    /// What one installed package says.
    func of(_ package: InstalledPackage) -> RowVerdict {
        guard isCovered else { return RowVerdict() }
        if profile.stream.isOrderedBySupersedence {
            return UpdateVerdict(profile.stream, rules[0], catalogue).of(package)
        }
        return PackageVerdict(of: package, profile: profile, rules: rules)
            .rowVerdict(of: package, catalogue)
    }
}
