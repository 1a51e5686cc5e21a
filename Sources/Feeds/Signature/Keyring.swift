// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Public keys that may have signed a repository, in a form that `gpgv` reads.
package struct Keyring: Sendable, Equatable {
    /// Whether the bytes are a sequence of OpenPGP packets or GnuPG's keybox.
    enum Form: Sendable { case packets, keybox }

    /// Where the keys come from, for messages.
    package let name: String
    let form: Form
    let bytes: [UInt8]

    /// Reads a keyring file: binary, armoured or a keybox, told by its content.
    ///
    /// Throws `.feedUnverified` where it cannot be read or holds no keys.
    package init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DomainError(
                .feedUnverified,
                subject: "keyring \(path): cannot be read",
                hint: "name a keyring that exists"
            )
        }
        try self.init(bytes: Array(data), name: path)
    }

    /// Reads a keyring from memory: binary, armoured or a keybox.
    package init(bytes: [UInt8], name: String) throws {
        self.name = name
        if PGPArmor.begins(bytes, with: .publicKey) {
            form = .packets
            let text = String(decoding: bytes, as: UTF8.self)
            self.bytes = try PGPArmor.publicKeys(in: text, name: name)
        } else if bytes.count > 12, bytes[8..<12].elementsEqual("KBXf".utf8) {
            // The first blob of a keybox carries its magic after length, type, version and flags.
            form = .keybox
            self.bytes = bytes
        } else if Self.beginsWithPublicKey(bytes) {
            form = .packets
            self.bytes = bytes
        } else {
            throw DomainError(.feedUnverified, subject: "keyring \(name): holds no OpenPGP keys")
        }
    }

    /// Whether the first packet is a public key, tag 6 (RFC 4880 section 4.2).
    private static func beginsWithPublicKey(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first & 0x80 != 0 else { return false }
        let tag = first & 0x40 != 0 ? first & 0x3F : (first & 0x3F) >> 2
        return tag == 6
    }

    /// The keyrings that apt trusts for a source without `Signed-By`, of the machine's own apt.
    ///
    /// These are Debian's archive keys, the parts of `trusted.gpg.d` and `trusted.gpg` (apt-secure(8)).
    /// A file that holds no keys is passed over, as apt does. `folder` is apt's folder of settings.
    package static func trustedByApt(folder: String = "/etc/apt") -> [Keyring] {
        let parts = folder + "/trusted.gpg.d"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parts)) ?? []
        let paths =
            names.filter { $0.hasSuffix(".gpg") || $0.hasSuffix(".asc") }.sorted()
            .map { parts + "/" + $0 }
        let all =
            ["/usr/share/keyrings/debian-archive-keyring.gpg"] + paths + [folder + "/trusted.gpg"]
        return all.compactMap { try? Keyring(path: $0) }
    }
}
