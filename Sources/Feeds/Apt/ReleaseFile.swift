// SPDX-License-Identifier: Apache-2.0
package import Domain
import PackageFormats

/// The `Release` file of an apt repository: who publishes it, and the hashes of its files.
///
/// Fields as the Debian wiki's "DebianRepository/Format" describes them; absent texts are empty.
package struct ReleaseFile: Sendable, Equatable {
    /// What the release says about one of its files.
    package struct Entry: Sendable, Equatable {
        /// The size in bytes.
        package let size: Int64
        /// The SHA-256 as 64 lower-case hexadecimal digits.
        package let sha256: String
    }

    /// `Origin`, for example `Debian`.
    package let origin: String
    /// `Label`, for example `Debian-Security`.
    package let label: String
    /// `Suite`, for example `oldstable-security`.
    package let suite: String
    /// `Codename`, for example `bookworm-security`.
    package let codename: String
    /// `Version`, for example `12.15`.
    package let version: String
    /// `Date`: when it was made.
    package let date: Timestamp?
    /// `Valid-Until`: the time after which its publisher calls it out of date.
    package let validUntil: Timestamp?
    /// `NotAutomatic`: apt does not install from here by itself.
    package let isNotAutomatic: Bool
    /// `ButAutomaticUpgrades`: what came from here is upgraded from here.
    package let upgradesAutomatically: Bool
    /// `Components`.
    package let components: [String]
    /// `Architectures`.
    package let architectures: [String]
    /// Whether packages for all architectures are listed with each architecture as well, which is
    /// what `No-Support-for-Architecture-all: Packages` says.
    package let repeatsArchitectureAll: Bool
    /// The files of the release by their path below it, without a leading `./`.
    package let files: [String: Entry]

    /// Reads the text of a release file, without any signature around it.
    ///
    /// Throws `.feedMalformed` with the line, counted in that text. The table of SHA-256 hashes is
    /// required: nothing else in a release file protects its indexes.
    package init(parsing bytes: [UInt8], name: String) throws {
        let paragraph: Paragraph
        do {
            let all = try ParagraphReader.paragraphs(in: bytes, fields: Self.fields)
            guard let first = all.first else {
                throw DomainError.malformed(name, line: nil, "the release file is empty")
            }
            if all.count > 1 {
                throw DomainError.malformed(name, line: all[1].firstLine, "a second paragraph")
            }
            paragraph = first
        } catch let error as ParagraphError {
            throw DomainError.malformed(name, line: error.line, "\(error.problem)")
        }
        let text = ReleaseText(paragraph: paragraph, bytes: bytes, name: name)
        origin = try text.line("Origin")
        label = try text.line("Label")
        suite = try text.line("Suite")
        codename = try text.line("Codename")
        version = try text.line("Version")
        date = try text.date("Date")
        validUntil = try text.date("Valid-Until")
        isNotAutomatic = try text.isYes("NotAutomatic")
        upgradesAutomatically = try text.isYes("ButAutomaticUpgrades")
        components = try text.words("Components")
        architectures = try text.words("Architectures")
        repeatsArchitectureAll =
            try text.words("No-Support-for-Architecture-all").contains("Packages")
        files = try text.table("SHA256")
    }

    private static let fields = [
        "Origin", "Label", "Suite", "Codename", "Version", "Date", "Valid-Until", "NotAutomatic",
        "ButAutomaticUpgrades", "Components", "Architectures", "No-Support-for-Architecture-all",
        "SHA256",
    ]

    /// How willingly apt takes a version from here (apt_preferences(5), "APT's Default Priority
    /// Assignments").
    package var willingness: PatchOrigin.Willingness {
        if !isNotAutomatic { return .automatic }
        return upgradesAutomatically ? .upgradesOnly : .onRequest
    }
}
