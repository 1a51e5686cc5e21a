// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A user name and a password with which a program logs in for a user; shown once.
package struct ProgramLogin: Sendable {
    /// The user name: the user's own, a dash and six characters, as `admin-7f3kq2`.
    package var username: String
    /// The password: 256 random bits.
    package var password: String

    /// The most characters that are taken from the user's own name.
    private static let stemMax = 20
    /// Letters and digits that are not mistaken for each other: no l, o, 0 and 1.
    private static let characters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)

    /// A user name for a program: lower case, and safe in addresses, forms and file names.
    static func username(for user: String, random: any RandomSource) -> String {
        let stem = user.lowercased().utf8.filter { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
        }.prefix(stemMax)
        // 32 characters: each byte chooses one without preference.
        let suffix = random.bytes(6).map { characters[Int($0 & 31)] }
        let words = [stem.isEmpty ? Array("user".utf8) : Array(stem), suffix]
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    }
}
