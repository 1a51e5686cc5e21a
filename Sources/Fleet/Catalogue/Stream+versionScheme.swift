// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Versioning

extension Stream {
    /// The order of the versions of its packages; `nil` for a family that is not known.
    package var versionScheme: VersionScheme? {
        switch family {
        case "debian", "ubuntu", "apt": .deb
        case "almalinux", "rocky", "rhel", "centos", "oraclelinux", "fedora", "amazonlinux", "suse",
            "opensuse":
            .rpm
        default: nil
        }
    }
}
