// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@testable import Services

@Suite struct NonceMemoryTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)
    private static let device = Device.Identity(derivedFrom: "web-1")

    @Test("a nonce is new once, for each machine of its own")
    func remembers() {
        let memory = NonceMemory()
        let other = Device.Identity(derivedFrom: "web-2")
        let nonces = [Data([1]), Data([2])]
        for device in [Self.device, other] {
            for nonce in nonces { #expect(memory.remember(nonce, of: device, at: Self.start)) }
            for nonce in nonces { #expect(!memory.remember(nonce, of: device, at: Self.start)) }
        }
    }

    @Test("however many come after it, a nonce is known as long as its time would be accepted")
    func survivesFloods() {
        let memory = NonceMemory()
        // Signed five minutes ahead of the server's clock, so good for ten minutes.
        #expect(memory.remember(Data([1]), of: Self.device, at: Self.start))
        for index in 0..<20_000 {
            let nonce = Data(String(index).utf8)
            let at = Self.start + .milliseconds(Int64(index) * 30)
            #expect(memory.remember(nonce, of: Self.device, at: at))
        }
        #expect(!memory.remember(Data([1]), of: Self.device, at: Self.start + .seconds(600)))
    }

    @Test("a nonce is known to the last millisecond at which its time would be accepted")
    func remembersToTheEnd() {
        let memory = NonceMemory()
        for index in 0..<4_096 {
            #expect(memory.remember(Data(String(index).utf8), of: Self.device, at: Self.start))
        }
        // As many as are kept before the old ones are looked for.
        #expect(!memory.remember(Data("7".utf8), of: Self.device, at: Self.start + .seconds(600)))
    }

    @Test("old nonces are forgotten when many have come")
    func forgets() {
        let memory = NonceMemory()
        #expect(memory.remember(Data([1]), of: Self.device, at: Self.start))
        let later = Self.start + .seconds(601)
        for index in 0..<5_000 {
            _ = memory.remember(Data(String(index).utf8), of: Self.device, at: later)
        }
        #expect(memory.remember(Data([1]), of: Self.device, at: later))
    }
}
