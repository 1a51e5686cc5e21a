// SPDX-License-Identifier: Apache-2.0

/// The version orders that can be asked for by name.
///
/// The raw value is the name on the command line and in stored data; it never changes. A further
/// ecosystem is a further case, and both switches below then refuse to compile without it.
package enum VersionScheme: String, Sendable, CaseIterable {
    /// Debian, Ubuntu and their relatives: Debian Policy section 5.6.12, as dpkg does it.
    case deb
    /// AlmaLinux, Red Hat, SUSE and their relatives: rpm-version(7), as rpm 4.18 does it.
    case rpm
    /// Builds of Windows: a row of numbers.
    case windows
    /// Applications: numbers, then words about the release as far as they are known.
    case dotted

    /// Orders two versions, or answers `nil` where they have no order.
    ///
    /// That is so where at least one of them is no version here and, among applications, where only
    /// a guess could tell. For deb and rpm a version counts as one if the ecosystem's own tool
    /// takes it, even with a warning; `RPMVersionError` lists what rpm takes and this does not.
    package func compare(_ first: String, _ second: String) -> VersionOrder? {
        switch self {
        case .deb: DebianVersion.compare(first, second)
        case .rpm: RPMVersion.compare(first, second)
        case .windows: WindowsVersion.compare(first, second)
        case .dotted: DottedVersion.compare(first, second)
        }
    }

    /// Orders two versions held as UTF-8 bytes, without allocating.
    ///
    /// Gives the same answers as the comparison of strings.
    package func compare(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> VersionOrder? {
        switch self {
        case .deb: DebianVersion.compare(first, second)
        case .rpm: RPMVersion.compare(first, second)
        case .windows: WindowsVersion.compare(first, second)
        case .dotted: DottedVersion.compare(first, second)
        }
    }
}
