// SPDX-License-Identifier: Apache-2.0

/// An rpm version: `[epoch:]version[-release]`, in the order of rpm 4.18 (rpm-version(7)).
///
/// Spaces and tabs around the version are dropped. A missing epoch, or nothing before the colon,
/// is epoch 0. A missing release is a value of its own: as for `rpmverCmp` and rpm's Python and Lua
/// bindings, "1.0" comes before "1.0-1", before "1.0-~1" and even before "1.0-". It does not stand
/// for any release; that reading belongs to the matching of dependencies, which is no order.
///
/// Like `DebianVersion`, the type is on purpose neither `Equatable` nor `Comparable`: "1.0-1",
/// "0:1.0-01" and "1_0-1" are the same version in rpm's order and three texts.
package struct RPMVersion: Sendable {
    /// The version as it was written, without the spaces and tabs around it.
    package let text: String
    /// The epoch in decimal digits as they were written; "0" where there are none.
    package let epoch: String
    /// The version between the epoch and the release, never empty.
    package let version: String
    /// The release, which may be empty; `nil` where the version has no hyphen.
    package let release: String?

    /// Reads a version, or throws what is wrong with it.
    package init(parsing text: String) throws(RPMVersionError) {
        var copy = text
        let parsed = copy.withUTF8 { bytes in
            Result { () throws(RPMVersionError) in RPMVersion(try RPMVersionLayout(bytes)) }
        }
        self = try parsed.get()
    }

    private init(_ layout: RPMVersionLayout) {
        text = layout.whole.text
        epoch = layout.epoch.isEmpty ? "0" : layout.epoch.text
        version = layout.version.text
        release = layout.hasRelease ? layout.release.text : nil
    }
}
