// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// The secrets of simulated devices, which follow from the seed: the same fleet comes back alike.
///
/// They are no secrets to anyone who knows the seed, and serve test servers alone.
enum DeviceKey {
    /// The Ed25519 key of a device, by its place.
    static func key(seed: UInt64, place: Int) throws -> Curve25519.Signing.PrivateKey {
        let text = "thimble simulated key v1\n\(seed)\n\(place)"
        return try Curve25519.Signing.PrivateKey(
            rawRepresentation: Data(SHA256.hash(data: Data(text.utf8)))
        )
    }

    /// A value that the device never used before: it follows from the time and a count.
    static func nonce(seed: UInt64, place: Int, count: Int, milliseconds: Int64) -> Data {
        let text = "thimble simulated nonce v1\n\(seed)\n\(place)\n\(count)\n\(milliseconds)"
        return Data(SHA256.hash(data: Data(text.utf8)))
    }
}
