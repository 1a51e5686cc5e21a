// SPDX-License-Identifier: Apache-2.0
import Domain

/// The release of a distribution that a document means by a product.
struct CSAFPlatform: Equatable {
    /// The streams; a module of SUSE Linux Enterprise 12 belongs to several.
    let streams: [Stream]
    /// Who gets the fixes of the product.
    let access: Access

    /// Who gets the fixes of a product.
    enum Access: Equatable {
        /// All users of the release.
        case everyone
        /// The subscribers of an offer alone, by its name.
        case subscribers(String)
        /// Whoever gets those of the release: the product is an addition to it.
        case release
    }

    /// Makes a platform.
    init(_ streams: [String], access: Access = .everyone) {
        self.streams = streams.map { Stream(rawValue: $0) }
        self.access = access
    }

    /// Finds the release by the product's CPE, or by its name where it has none (SUSE, CVRF).
    ///
    /// `nil` for a product that is no release of a distribution, nor a part or extension of one.
    static func named(cpe: String?, name: String) -> CSAFPlatform? {
        guard let parsed = cpe.flatMap(CPEName.init) else {
            return SUSEProduct(name: name)?.platform
        }
        switch parsed.vendor {
        case "redhat": return redHat(parsed)
        case "suse", "opensuse": return SUSEProduct(parsed)?.platform
        default: return nil
        }
    }

    /// The release of a product of Red Hat.
    ///
    /// - `enterprise_linux:9::appstream`, `rhel_extras:7`, `enterprise_linux:10.1` are the main
    ///   stream of the major release, `rhel:9`.
    /// - `rhel_eus:9.2`, `enterprise_linux_eus:10.0` and the extensions AUS, TUS and E4S hold a
    ///   minor release while the main stream goes on. They have builds of their own, so each is a
    ///   stream of its own, `rhel-eus:9.2`: its fixes must not be compared with those of `rhel:9`.
    /// - `rhel_els:7` goes on with the main stream after its end, for subscribers.
    ///
    /// Fast Datapath and the hypervisor image write the CPE of the release with an edition of their
    /// own, but are other products with other builds.
    private static func redHat(_ name: CPEName) -> CSAFPlatform? {
        let version = name.version.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(version.count),
            version.allSatisfy({ CalendarDate.number($0, digits: 1...2) != nil }),
            !["fastdatapath", "hypervisor"].contains(name.edition)
        else { return nil }
        let main = "rhel:\(version[0])"
        switch name.product {
        case "enterprise_linux": return CSAFPlatform([main])
        case "rhel_els": return CSAFPlatform([main], access: .subscribers("Red Hat ELS"))
        case let product where product.hasPrefix("rhel_extras"): return CSAFPlatform([main])
        default: break
        }
        let extensions = ["eus", "aus", "tus", "e4s"]
        guard version.count == 2, let suffix = name.product.split(separator: "_").last,
            extensions.contains(String(suffix)),
            ["rhel_\(suffix)", "enterprise_linux_\(suffix)"].contains(name.product)
        else { return nil }
        return CSAFPlatform(["rhel-\(suffix):\(name.version)"])
    }
}
