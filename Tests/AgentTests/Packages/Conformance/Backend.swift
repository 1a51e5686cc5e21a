// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Glibc
import Testing

@testable import Agent

/// The package managers that one suite of tests runs over.
enum Backend: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case apt, dnf, zypper

    /// Those whose programs may work on a private root: rpm changes its root folder (chroot(2)), and
    /// only root may do that.
    static var usable: [Backend] { geteuid() == 0 ? allCases : [.apt] }

    var testDescription: String { rawValue }

    /// How the ecosystem calls what fits every architecture.
    var architecture: String { self == .apt ? "all" : "noarch" }

    /// An ordered package.
    func target(_ name: String, _ version: String) -> TargetPackage {
        TargetPackage(name, version, architecture)
    }
}

/// One package of the repository that all of them offer, in the form of each.
struct SamplePackage: Sendable {
    var name: String
    var version: String
    var requires: String?
    var conflicts: String?

    /// Every package is offered in all its versions; a machine begins with some of them.
    ///
    /// `tool` has an epoch, as some packages do. `bundle` and `bundle-doc` come from one source.
    static let all = [
        SamplePackage("foo", "1.0-1"), SamplePackage("foo", "1.1-1"), SamplePackage("foo", "1.2-1"),
        SamplePackage("tool", "2:1.0-1"), SamplePackage("tool", "2:1.1-1"),
        SamplePackage("grow", "1.0-1"), SamplePackage("grow", "1.1-1", requires: "extra"),
        SamplePackage("extra", "1.0-1"),
        SamplePackage("pulls", "1.0-1"),
        SamplePackage("pulls", "1.1-1", requires: "tool >= 2:1.1"),
        SamplePackage("kicks", "1.0-1"), SamplePackage("kicks", "1.1-1", conflicts: "tool"),
        SamplePackage("needs", "1.0-1"),
        SamplePackage("needs", "1.1-1", requires: "nowhere >= 2"),
    ]

    init(
        _ name: String,
        _ version: String,
        requires: String? = nil,
        conflicts: String? = nil
    ) {
        self.name = name
        self.version = version
        self.requires = requires
        self.conflicts = conflicts
    }
}
