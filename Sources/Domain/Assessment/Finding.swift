// SPDX-License-Identifier: Apache-2.0

/// What is true of one patch on one device.
package struct Finding: Sendable, Equatable {
    /// The states; an ``unfixed`` one is no patch, and so does not count against a device.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// An installed package is older than the patch.
        case missing
        /// Missing, and the administrator holds the package back.
        case held
        /// Missing, and its publisher has not released it to every machine yet.
        case phased
        /// Missing, and the last attempt to install it failed.
        case failed
        /// Missing, and an order to install it is under way.
        case inProgress
        /// Every package that it concerns is at least as new.
        case installed
        /// It does not concern the device.
        case notApplicable
        /// The device is vulnerable, and there is no patch that it could get.
        case unfixed
        /// Nobody can tell: never scanned, or no catalogue.
        case unknown

        /// Whether the device lacks the patch, for whatever reason.
        package var isMissing: Bool {
            switch self {
            case .missing, .held, .phased, .failed, .inProgress: true
            case .installed, .notApplicable, .unfixed, .unknown: false
            }
        }
    }

    /// The patch.
    package var patch: Patch
    /// What is true of it.
    package var state: State
    /// Why, in a closed vocabulary.
    package var reason: Reason
    /// The packages that decided, with installed and fixed version; empty where none is installed.
    package var packages: [PackageComparison]
    /// The newest patch that brings the same packages further; `nil` where this one is the newest.
    package var supersededBy: Patch.Identity?

    /// Makes a finding.
    package init(
        patch: Patch,
        state: State,
        reason: Reason,
        packages: [PackageComparison],
        supersededBy: Patch.Identity? = nil
    ) {
        self.patch = patch
        self.state = state
        self.reason = reason
        self.packages = packages
        self.supersededBy = supersededBy
    }

    /// Whether the device lacks it and no newer patch brings the same: what one would install.
    package var isCurrent: Bool { state.isMissing && supersededBy == nil }
}

/// One installed package beside the version that a patch brings.
package struct PackageComparison: Codable, Sendable, Hashable, Comparable {
    /// The binary package's name, or the source's where only that is known.
    package var name: String
    /// Its architecture; `nil` where unknown.
    package var architecture: String?
    /// The installed version.
    package var installed: String
    /// The version that the patch brings.
    package var fixed: String
    /// Whether the installed version is older.
    package var isOlder: Bool
    /// Whether the administrator keeps the installed version.
    package var isHeld: Bool
    /// Whether the installed version's set-up never ended.
    package var isUnconfigured: Bool

    /// Makes a comparison.
    package init(
        name: String,
        architecture: String?,
        installed: String,
        fixed: String,
        isOlder: Bool,
        isHeld: Bool = false,
        isUnconfigured: Bool = false
    ) {
        self.name = name
        self.architecture = architecture
        self.installed = installed
        self.fixed = fixed
        self.isOlder = isOlder
        self.isHeld = isHeld
        self.isUnconfigured = isUnconfigured
    }

    /// By name, architecture and versions.
    package static func < (left: Self, right: Self) -> Bool {
        (left.name, left.architecture ?? "", left.installed, left.fixed, left.marks)
            < (right.name, right.architecture ?? "", right.installed, right.fixed, right.marks)
    }

    private var marks: Int { (isOlder ? 4 : 0) + (isHeld ? 2 : 0) + (isUnconfigured ? 1 : 0) }

    /// Whether an installation of the patch has something to do here.
    package var isOpen: Bool { isOlder || isUnconfigured && installed == fixed }
}

extension Finding {
    /// Why a finding is what it is.
    package enum Reason: String, Codable, Sendable, CaseIterable {
        /// An installed binary package is older than the one in the repository.
        case binaryOlder = "binary_older"
        /// The source package of an installed package is older than the advisory's fix.
        case sourceOlder = "source_older"
        /// Every installed package of the patch is at least as new.
        case upToDate = "up_to_date"
        /// The package is on hold.
        case onHold = "on_hold"
        /// The publisher phases the update in.
        case phasedUpdate = "phased_update"
        /// The patch's files are there, and the package's set-up never ended.
        case notConfigured = "not_configured"
        /// The last attempt failed.
        case installFailed = "install_failed"
        /// Something on the machine forbade the last attempt.
        case installBlocked = "install_blocked"
        /// An order is under way.
        case orderOpen = "order_open"
        /// None of the patch's packages is installed.
        case packageNotInstalled = "package_not_installed"
        /// The installed packages of this source are not built by the fixed version.
        case packageNotBuilt = "package_not_built"
        /// The patch belongs to another release than the device runs.
        case otherRelease = "other_release"
        /// The patch is for another architecture.
        case otherArchitecture = "other_architecture"
        /// It is built for a module, and the installed package is not; or the other way round.
        case otherModule = "other_module"
        /// It is offered by a backports suite, and the installed version did not come from one.
        case backportSuite = "backport_suite"
        /// It is offered only by a suite that is never taken without being asked for.
        case onRequestSuite = "on_request_suite"
        /// The device does not use any repository that offers it.
        case repositoryNotConfigured = "repository_not_configured"
        /// The device was never scanned.
        case neverScanned = "never_scanned"
        /// The last inventory is too old to tell.
        case inventoryStale = "inventory_stale"
        /// No feed covers the device's release.
        case noCatalogue = "no_catalogue"
        /// The installed and the fixed version cannot be compared.
        case notComparable = "not_comparable"
        /// The product misses an update that no installed one replaces.
        case updateNotInstalled = "update_not_installed"
        /// The update, or one that replaces it, is installed.
        case replacedByInstalled = "replaced_by_installed"
        /// The package is vulnerable, and its publisher has no fix so far.
        case noFixYet = "no_fix_yet"
        /// The package is vulnerable, and its publisher will not fix it.
        case willNotFix = "will_not_fix"
        /// The publisher has not judged yet whether the package is vulnerable.
        case underInvestigation = "under_investigation"
        /// The publisher says that the package is not vulnerable.
        case notAffected = "not_affected"
        /// Only subscribers get the fix, and the device is not known to be one.
        case needsSubscription = "needs_subscription"
        /// The repository dropped this version, and nothing newer took its place.
        case withdrawn = "withdrawn"
        /// A feed of the device's release is out of date.
        case feedStale = "feed_stale"
        /// The release gets no security updates any more, so that advisories say nothing of it.
        case releaseUnsupported = "release_unsupported"
    }
}
