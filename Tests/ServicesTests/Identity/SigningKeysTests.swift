// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Services
import Testing

@Suite struct SigningKeysTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)
    private static let lifetime: Duration = .seconds(4 * 3_600)
    private static let day: Duration = .seconds(86_400)

    private let random = TestRandom(seed: 3)

    private func rotate(_ keys: inout SigningKeys, after time: Duration) {
        keys.rotate(at: Self.start + time, tokenLifetime: Self.lifetime, random: random)
    }

    private func verifies(_ keys: SigningKeys, _ id: String, after time: Duration) -> Bool {
        keys.verifyingKey(id, at: Self.start + time, tokenLifetime: Self.lifetime) != nil
    }

    @Test("a key signs for a day to the millisecond, and nothing replaces it earlier")
    func signsForADay() throws {
        var keys = SigningKeys()
        #expect(keys.signingKey(at: Self.start) == nil)
        rotate(&keys, after: .zero)
        let first = try #require(keys.signingKey(at: Self.start))
        #expect(first.secret.count == 64)
        #expect(SigningKey.isID(first.id))
        rotate(&keys, after: Self.day - .milliseconds(1))
        #expect(keys.keys == [first])
        #expect(keys.signingKey(at: Self.start + Self.day - .milliseconds(1)) == first)
        #expect(keys.signingKey(at: Self.start + Self.day) == nil)
        rotate(&keys, after: Self.day)
        #expect(keys.keys.count == 2)
        let second = try #require(keys.signingKey(at: Self.start + Self.day))
        #expect(second.id != first.id && second.secret != first.secret)
    }

    @Test("a key verifies as long as a token of it can live, and is dropped after that")
    func verifiesOldTokens() throws {
        var keys = SigningKeys()
        rotate(&keys, after: .zero)
        let first = try #require(keys.keys.first)
        rotate(&keys, after: Self.day)
        let last = Self.day + Self.lifetime + SigningKeys.leeway
        for time in [.zero, Self.day, Self.day + Self.lifetime, last] {
            #expect(verifies(keys, first.id, after: time), "\(time)")
        }
        #expect(!verifies(keys, first.id, after: last + .milliseconds(1)))
        #expect(!verifies(keys, "0000000000000000", after: .zero))
        rotate(&keys, after: Self.day * 2)
        #expect(keys.keys.count == 2)
        #expect(!keys.keys.contains(first))
    }

    @Test("a key from the future neither signs nor verifies, and does not stay")
    func distrustsTheFuture() throws {
        var keys = SigningKeys()
        rotate(&keys, after: Self.day * 3)
        let future = try #require(keys.keys.first)
        #expect(keys.signingKey(at: Self.start) == nil)
        #expect(!verifies(keys, future.id, after: .zero))
        rotate(&keys, after: .zero)
        #expect(keys.keys.count == 1 && !keys.keys.contains(future))
        // A clock that is a little behind uses the key of one that is ahead.
        let early: Duration = .zero - SigningKeys.leeway
        #expect(keys.signingKey(at: Self.start + early) == keys.keys.first)
        #expect(keys.signingKey(at: Self.start + early - .milliseconds(1)) == nil)
    }

    @Test("keys survive being written and read")
    func survivesCoding() throws {
        var keys = SigningKeys()
        rotate(&keys, after: .zero)
        rotate(&keys, after: Self.day)
        let text = try JSONEncoder().encode(keys)
        #expect(try JSONDecoder().decode(SigningKeys.self, from: text) == keys)
    }

    @Test(
        "what is no key is refused",
        arguments: [
            "", "[]", "{}", #"{"keys":[{}]}"#,
            #"{"keys":[{"kid":"0123456789abcdef","createdAt":1,"secret":"AAAA"}]}"#,
            #"{"keys":[{"kid":"0123456789ABCDEF","createdAt":1,"secret":"S"}]}"#,
            #"{"keys":[{"kid":"0123456789abcde","createdAt":1,"secret":"S"}]}"#,
            #"{"keys":[{"kid":"0123456789abcdef","createdAt":"1","secret":"S"}]}"#,
        ]
    )
    func refusesOthers(text: String) {
        let secret = Data(repeating: 1, count: 64).base64EncodedString()
        let whole = text.replacing(#":"S""#, with: #":"\#(secret)""#)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(SigningKeys.self, from: Data(whole.utf8))
        }
    }
}
