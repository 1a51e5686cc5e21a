// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Crypto
import Foundation
import Testing

@Suite struct SignedOrderTests {
    @Test("a signed order is read by the key that signed it, and says what was signed")
    func verifies() throws {
        let key = try Samples.key(7)
        let signed = try SignedOrder(Samples.order, key: key)
        #expect(try signed.verified(by: key.publicKey) == Samples.order)
    }

    @Test("another key's signature is a forgery")
    func refusesOtherKey() throws {
        let signed = try SignedOrder(Samples.order, key: Samples.key(7))
        let refusal = try #require(failure(of: signed, key: Samples.key(8).publicKey))
        #expect(refusal.reason == .forged)
        #expect(refusal.order == nil)
    }

    @Test("no byte of the payload or of the signature can be changed")
    func refusesTampering() throws {
        let key = try Samples.key(7)
        let signed = try SignedOrder(Samples.order, key: key)
        for index in signed.payload.indices {
            var changed = signed
            changed.payload[index] ^= 1
            #expect(failure(of: changed, key: key.publicKey)?.reason == .forged, "byte \(index)")
        }
        for index in signed.signature.indices {
            var changed = signed
            changed.signature[index] ^= 1
            #expect(failure(of: changed, key: key.publicKey)?.reason == .forged, "byte \(index)")
        }
    }

    @Test("a signature of the wrong length is a forgery", arguments: [0, 1, 63, 65])
    func refusesWrongLength(_ count: Int) throws {
        let key = try Samples.key(7)
        var signed = try SignedOrder(Samples.order, key: key)
        signed.signature = Data((signed.signature + Data([0])).prefix(count))
        #expect(failure(of: signed, key: key.publicKey)?.reason == .forged)
    }

    @Test("the signature of a session is no signature of an order, nor of the bare payload")
    func keepsProtocolsApart() throws {
        let key = try Samples.key(7)
        let payload = try SignedOrder(Samples.order, key: key).payload
        let session = SessionRequest.signedBytes(
            device: Samples.uuid(2),
            timestamp: 1,
            nonce: Data(repeating: 9, count: 16)
        )
        for bytes in [payload, session, Data("thimble session v1\n".utf8) + payload] {
            let signed = SignedOrder(payload: payload, signature: try key.signature(for: bytes))
            #expect(failure(of: signed, key: key.publicKey)?.reason == .forged)
        }
        // An order whose payload is a session's bytes does not open a session either.
        let asOrder = try key.signature(for: Data("thimble order v1\n".utf8) + session)
        #expect(!key.publicKey.isValidSignature(asOrder, for: session))
    }

    @Test(
        "a payload that is signed and no order is malformed, not forged",
        arguments: ["", "{}", "[]", "thimble", #"{"id":"x"}"#]
    )
    func refusesMalformed(_ text: String) throws {
        let key = try Samples.key(7)
        let payload = Data(text.utf8)
        let signature = try key.signature(for: Data("thimble order v1\n".utf8) + payload)
        let signed = SignedOrder(payload: payload, signature: signature)
        let refusal = try #require(failure(of: signed, key: key.publicKey))
        #expect(refusal.reason == .malformed)
        #expect(!refusal.detail.isEmpty)
    }

    @Test("the same order has the same payload each time")
    func isStable() throws {
        let first = try SignedOrder(Samples.order, key: Samples.key(7)).payload
        let second = try SignedOrder(Samples.order, key: Samples.key(8)).payload
        #expect(first == second)
        #expect(String(decoding: first, as: UTF8.self).contains(#""title":"zlib/1.2.13 \"fix\"""#))
    }

    private func failure(
        of signed: SignedOrder,
        key: Curve25519.Signing.PublicKey
    ) -> OrderRefusal? {
        do {
            _ = try signed.verified(by: key)
            return nil
        } catch {
            return error
        }
    }
}
