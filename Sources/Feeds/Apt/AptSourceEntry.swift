// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// One entry of apt's sources, as far as it says how to trust a repository (sources.list(5)).
struct AptSourceEntry: Equatable {
    /// The addresses of the repository.
    let uris: [String]
    /// The suites, or a path that ends with a slash.
    let suites: [String]
    /// `Signed-By`: paths of keyrings, fingerprints, or a key in armour; empty where it is not said.
    let signedBy: String
    /// `Trusted`: `true` takes the repository without a signature.
    let isTrusted: Bool

    /// Whether the entry is the one of this repository and release.
    func serves(uri: String, release: String) -> Bool {
        uris.contains { Self.normal($0) == Self.normal(uri) }
            && suites.contains { AptAddress.trimmed($0) == AptAddress.trimmed(release) }
    }

    /// Reads a file of sources, in the one-line style or, for `.sources`, in the deb822 style.
    ///
    /// Entries that cannot be read are passed over: whether the file is right is for apt to say.
    static func entries(in text: String, isDeb822: Bool) -> [AptSourceEntry] {
        if isDeb822 { return stanzas(in: text) }
        return text.split(whereSeparator: \.isNewline).compactMap { oneLine($0) }
    }

    private static func stanzas(in text: String) -> [AptSourceEntry] {
        let paragraphs = try? ParagraphReader.paragraphs(
            in: Array(text.utf8),
            fields: ["Types", "URIs", "Suites", "Signed-By", "Trusted", "Enabled"],
            allowsComments: true
        )
        return (paragraphs ?? []).compactMap { paragraph in
            let types = words(paragraph["Types"] ?? "")
            guard types.contains("deb"), paragraph["Enabled"]?.lowercased() != "no" else {
                return nil
            }
            return AptSourceEntry(
                uris: words(paragraph["URIs"] ?? ""),
                suites: words(paragraph["Suites"] ?? ""),
                signedBy: paragraph["Signed-By"] ?? "",
                isTrusted: paragraph["Trusted"]?.lowercased() == "yes"
            )
        }
    }

    /// `deb [signed-by=/a.gpg trusted=yes] http://host/debian bookworm main`.
    private static func oneLine(_ line: Substring) -> AptSourceEntry? {
        let words = words(String(line.prefix { $0 != "#" }))
        guard words.first == "deb", let source = OneLineSource(words: words.dropFirst()),
            let suite = source.suite
        else { return nil }
        return AptSourceEntry(
            uris: [source.uri],
            suites: [suite],
            signedBy: source.options["signedby"] ?? "",
            isTrusted: source.options["trusted"]?.lowercased() == "yes"
        )
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
    }

    /// `file:///srv/x/` and `file:/srv/x` are one address.
    private static func normal(_ uri: String) -> String {
        let text = AptAddress.trimmed(uri)
        return text.hasPrefix("file:///") ? "file:/" + text.dropFirst(8) : text
    }
}

extension AptSourceEntry {
    /// The keyrings and fingerprints that `Signed-By` names; both empty where it names nothing.
    ///
    /// Throws `.feedUnverified` for a keyring that cannot be read, as apt takes no other instead.
    func signers() throws -> (keyrings: [Keyring], fingerprints: [String]) {
        if signedBy.contains("-----BEGIN ") {
            // Each line of the key is a continuation; " ." stands for the empty line in it.
            let lines = signedBy.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0 == "." ? "" : $0 }
            let text = lines.joined(separator: "\n")
            return ([try Keyring(bytes: Array(text.utf8), name: "Signed-By")], [])
        }
        let words = signedBy.split { $0 == "," || $0 == " " || $0 == "\n" || $0 == "\t" }
        let paths = words.filter { $0.hasPrefix("/") }
        return (
            try paths.map { try Keyring(path: String($0)) },
            words.filter { !$0.hasPrefix("/") }.map(String.init)
        )
    }
}
