// SPDX-License-Identifier: Apache-2.0

import Foundation
import Services
import Testing

@Suite struct PasswordHashTests {
    private static let salt = [UInt8](0..<16)

    @Test("a hash knows its password and no other")
    func matches() throws {
        let hash = try PasswordHash("correct horse", salt: Self.salt)
        #expect(PasswordHash(stored: hash.text).matches("correct horse"))
        #expect(!hash.matches("correct hors"))
    }

    @Test("the stored form names the scheme, its costs and the salt, and never the password")
    func storedForm() throws {
        let text = try PasswordHash("pw", salt: Self.salt).text
        let parts = text.split(separator: "$").map(String.init)
        #expect(parts.count == 6)
        #expect(parts[..<4] == ["scrypt", "16384", "8", "1"])
        #expect(Data(base64Encoded: parts[4]) == Data(Self.salt))
        #expect(Data(base64Encoded: parts[5])?.count == 32)
        let other = try PasswordHash("pw", salt: Self.salt.reversed()).text
        #expect(text != other)
    }

    /// RFC 7914, section 12: the vector for two empty texts with N = 16, r = 1, p = 1, of whose 64
    /// bytes the first 32 are kept.
    @Test("hashes are those of RFC 7914, with the costs that are stored beside them")
    func knownVector() {
        let text = "scrypt$16$1$1$$d9ZXYjhleyA7GcpCwYoEl/FrSETjB0ro39/6P+3iFEI="
        #expect(PasswordHash(stored: text).matches(""))
        for wrong in [" ", "a"] { #expect(!PasswordHash(stored: text).matches(wrong)) }
        let other = text.replacingOccurrences(of: "$16$1$1$", with: "$16$1$2$")
        #expect(!PasswordHash(stored: other).matches(""))
    }

    @Test(
        "a damaged hash matches nothing",
        arguments: [
            "", "scrypt", "scrypt$16384$8$1$AAAA", "md5$16384$8$1$AAAA$AAAA",
            "scrypt$x$8$1$AAAA$AAAA", "scrypt$0$8$1$AAAA$AAAA", "scrypt$3$8$1$AAAA$AAAA",
            "scrypt$16384$0$1$AAAA$AAAA", "scrypt$16384$8$0$AAAA$AAAA",
            "scrypt$-16384$8$1$AAAA$AAAA", "scrypt$16384$8$1$?$AAAA",
            "scrypt$16384$8$1$AAAA$?", "scrypt$2$1$1$AAAA$", "scrypt$2$1$1$AAAA$AAAA",
            "scrypt$16384$8$1$AAAA$AAAA$", "scrypt$1073741824$8$1$AAAA$AAAA",
            "scrypt$16384$8$-1$AAAA$AAAA", "scrypt$16384$8$99999$AAAA$AAAA",
        ]
    )
    func damaged(_ text: String) {
        #expect(!PasswordHash(stored: text).matches(""))
        #expect(!PasswordHash(stored: text).matches("password"))
    }

    @Test("comparison in constant time compares all bytes and the length")
    func constantTime() {
        let bytes = Data([1, 2, 3])
        #expect(ConstantTime.equal(bytes, Data([1, 2, 3])))
        for other in [
            Data(), Data([1, 2]), Data([1, 2, 3, 4]), Data([9, 2, 3]), Data([1, 2, 9]),
        ] {
            #expect(!ConstantTime.equal(bytes, other))
        }
        #expect(ConstantTime.equal(Data(), Data()))
    }
}
