// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A pattern by which an administrator names packages, in any of dnf's forms.
///
///     name        name.arch        name-[epoch:]version        name-[epoch:]version-release[.arch]
///
/// `*`, `?` and brackets stand for what they mean in a shell (dnf(8), "SPECIFYING PACKAGES").
struct PackagePattern: Sendable, Equatable {
    /// The pattern as it was written.
    let text: String

    /// Whether the pattern names this very package.
    func names(_ package: RpmPackage) -> Bool {
        let version = package.version
        let release = version.release.map { "-\($0)" } ?? ""
        // The epoch may be written or left out, 0 too.
        for epoch in ["", "\(version.epoch):"] {
            let full = "\(package.name)-\(epoch)\(version.version)"
            for form in [package.name, full, full + release] {
                if matches(form) || matches("\(form).\(package.architecture)") { return true }
            }
        }
        return false
    }

    /// Whether the pattern names some version of a package of this name.
    ///
    /// A lock may be on a version that is not the installed one: the name is then what stands before
    /// the last two hyphens.
    func namesAnyVersion(of package: RpmPackage) -> Bool {
        if names(package) { return true }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 2, parts[parts.count - 2].first?.isNumber == true else { return false }
        return PackagePattern(text: parts.dropLast(2).joined(separator: "-")).matches(package.name)
    }

    private func matches(_ name: String) -> Bool {
        fnmatch(text, name, 0) == 0
    }
}
