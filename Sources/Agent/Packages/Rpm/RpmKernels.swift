// SPDX-License-Identifier: Apache-2.0

/// The installed kernels of the running one's flavour.
///
/// The flavour is the package's name: the one among whose versions the running kernel is.
struct RpmKernels: Sendable {
    /// How `uname -r` follows from a package.
    private enum Form: Sendable, CaseIterable {
        /// `5.14.0-427.el9.x86_64`: Red Hat's family.
        case plain
        /// `5.14.0-427.el9.x86_64+debug`: its variants, the package is called `kernel-debug-core`.
        case plus
        /// `5.14.21-150500.55.19-default`: SUSE, the package is called `kernel-default`.
        case flavour
        /// The same from the version `5.14.21-150500.55.19.1`: the last number counts rebuilds.
        case rebuilt
    }

    /// The kernels of the flavour; empty where the running kernel came from no package.
    let packages: [RpmPackage]
    private let form: Form

    /// Looks for the running kernel among the packages; `running` is `uname -r`.
    init(running: String, packages: [RpmPackage]) {
        for form in Form.allCases {
            let match = packages.first { Self.release($0, form) == running }
            if let match {
                self.form = form
                self.packages = packages.filter {
                    $0.name == match.name && $0.architecture == match.architecture
                }
                return
            }
        }
        form = .plain
        self.packages = []
    }

    /// One of ``packages`` as a kernel.
    func installed(_ package: RpmPackage) -> InstalledKernel {
        InstalledKernel(
            release: Self.release(package, form) ?? package.version.text,
            version: package.version.text
        )
    }

    private static func release(_ package: RpmPackage, _ form: Form) -> String? {
        guard package.name == "kernel" || package.name.hasPrefix("kernel-") else { return nil }
        let release = package.version.release ?? ""
        let variant = package.name.dropFirst("kernel-".count)
        switch form {
        case .plain:
            guard package.name == "kernel" || variant == "uek" || variant.hasSuffix("core") else {
                return nil
            }
            return "\(package.version.version)-\(release).\(package.architecture)"
        case .plus:
            guard variant.hasSuffix("-core") else { return nil }
            let name = variant.dropLast("-core".count)
            return "\(package.version.version)-\(release).\(package.architecture)+\(name)"
        case .flavour:
            return "\(package.version.version)-\(release)-\(variant)"
        case .rebuilt:
            guard let dot = release.lastIndex(of: ".") else { return nil }
            return "\(package.version.version)-\(release[..<dot])-\(variant)"
        }
    }
}
