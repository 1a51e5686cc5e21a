// SPDX-License-Identifier: Apache-2.0

/// The version of an application: numbers, and words about the release as far as they are known.
///
/// Applications follow no common rule, so this order holds what the usual conventions agree on
/// (Semantic Versioning 2.0.0, Python's version specifiers) and says `nil` to the rest.
///
/// - A version is a number, after "v" or not, and then numbers and words. Between them stands a
///   dot or underscore, a hyphen, blanks or parentheses, or, where digits meet letters, nothing.
/// - The numbers before the first word decide first, each by its value; missing ones are 0.
/// - Then each word with the numbers behind it decides in turn, the word before its numbers:
///   alpha ("a") < beta ("b") < rc = pre = candidate < nothing < post, sp = servicepack,
///   patch ("p"), update ("u"), hotfix. A single letter counts between digits only, "p" also
///   between hyphen and digit. Missing words are nothing, missing numbers 0. Capitals do not count.
/// - dev, snapshot, nightly, canary, preview, milestone and insider come before the release.
/// - "build" with a number refines what it follows: "2024.1" < "2024.1 build 123".
/// - final, ga, release and stable without a number are read over.
/// - A word after a dot that follows the word of a pre-release comes after all else in its place,
///   numbers included: "1.0-alpha" < "1.0-alpha.1" < "1.0-alpha.beta". Only "dev" and "post" keep
///   their places in the lists above: "1.0rc.dev1" < "1.0rc" < "1.0rc.post1" < "1.0rc.1".
/// - From a plus sign to the next blank or parenthesis is build metadata, which does not count.
///
/// Two versions have no order where the first word that differs is unknown on one side, or where
/// both words are of one stage in the list above ("sp1" and "patch1", "nightly" and "beta").
/// Unknown, too, is a number after a hyphen or blank without a word ("1.2-1" is older than "1.2"
/// for some and newer for others), and a mix of letters and digits that is not understood. The
/// same unknown word on both sides does no harm: "2.43.windows.1" < "2.43.windows.2".
package struct DottedVersion: Sendable {
    /// The version as it was written, without the spaces and tabs around it.
    package let text: String

    /// Reads a version, or throws what is wrong with it.
    package init(parsing text: String) throws(DottedVersionError) {
        var copy = text
        let parsed = copy.withUTF8 { bytes in
            Result { () throws(DottedVersionError) in try DottedVersion(bytes) }
        }
        self = try parsed.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DottedVersionError) {
        var reader = try DottedVersionReader(bytes)
        try reader.finish()
        text = reader.text
    }
}
