// SPDX-License-Identifier: Apache-2.0

/// The version orders that can be asked for by name.
///
/// The raw value is the name on the command line and in stored data; it never changes. A further
/// ecosystem is a further case, and both switches below then refuse to compile without it.
package enum VersionScheme: String, Sendable, CaseIterable {
    /// Debian, Ubuntu and their relatives: Debian Policy section 5.6.12, as dpkg does it.
    case deb

    /// Orders two versions, or answers `nil` where at least one of them is no version here.
    ///
    /// A version counts as one exactly if the ecosystem's own tool takes it, even with a warning.
    package func compare(_ first: String, _ second: String) -> VersionOrder? {
        switch self {
        case .deb: DebianVersion.compare(first, second)
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
        }
    }
}
