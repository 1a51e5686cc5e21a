// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct ContentHashTests {
    @Test("bytes in pieces give the published SHA-256 of the whole")
    func hashes() {
        var empty = ContentHash()
        #expect(
            empty.hexadecimal
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        for piece in ["a", "b", "c"] { Array(piece.utf8).withUnsafeBytes { empty.add($0) } }
        #expect(
            empty.hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test("texts are told apart by where they end")
    func separatesTexts() {
        var first = ContentHash()
        first.add("ab")
        first.add("c")
        var second = ContentHash()
        second.add("a")
        second.add("bc")
        #expect(first.hexadecimal != second.hexadecimal)
    }
}
