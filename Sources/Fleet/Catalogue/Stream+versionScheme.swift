// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Versioning

extension Stream {
    /// The order of the versions of its packages; `nil` for a family that is not known.
    ///
    /// A distribution's family is its `ID` of os-release(5) or the name that its feeds use.
    package var versionScheme: VersionScheme? {
        switch family {
        case "debian", "ubuntu", "apt": .deb
        case "almalinux", "rocky", "rhel", "rhel-eus", "rhel-aus", "rhel-tus", "rhel-e4s", "centos",
            "oraclelinux", "ol", "fedora", "amazonlinux",
            "amzn", "suse", "sles", "opensuse", "opensuse-leap", "opensuse-tumbleweed", "openeuler",
            "mariner", "azurelinux":
            .rpm
        case "windows": .windows
        case "macos": .dotted
        default: nil
        }
    }
}
