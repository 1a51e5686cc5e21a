// SPDX-License-Identifier: Apache-2.0
import PackageFormats
import Testing

@Suite struct JSONRoundTripTests {
    @Test("documents of chance come back as they were written", arguments: 0..<40)
    func roundTrips(seed: UInt64) throws {
        var dice = JSONDice(seed: seed)
        for _ in 0..<25 {
            let tree = JSONTree(&dice, depth: 5)
            let text = tree.written(&dice)
            #expect(try JSONTree.read(text.utf8) == tree, "seed \(seed): \(text)")
            // A string whose UTF-8 has no contiguous storage takes the other way in.
            #expect(try JSONTree.read(text.utf8.lazy.map { $0 }) == tree, "seed \(seed): \(text)")
        }
    }

    @Test("what is passed over is checked like what is read", arguments: 0..<20)
    func skipsAsItReads(seed: UInt64) throws {
        var dice = JSONDice(seed: seed &+ 1_000)
        for _ in 0..<100 {
            var bytes = Array(JSONTree(&dice, depth: 4).written(&dice).utf8)
            for _ in 0..<dice.below(3) where !bytes.isEmpty {
                let noise = Array("\"\\{}[]:,0e.-tn \u{1}".utf8) + [0x80, 0xC3, 0xED, 0xF4, 0xFF]
                bytes[dice.below(bytes.count)] = dice.pick(noise)
            }
            let read = fault { _ = try JSONTree.read(bytes) }
            let skipped = fault {
                try JSONCursor.read(bytes: bytes, name: "a.json") { try $0.skip() }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(read == skipped, "seed \(seed): \(text)")
        }
    }

    @Test("a document that is cut anywhere is refused at the cut", arguments: 0..<10)
    func refusesTruncation(seed: UInt64) throws {
        var dice = JSONDice(seed: seed &+ 2_000)
        for _ in 0..<10 {
            let tree = JSONTree.array([JSONTree(&dice, depth: 4), .null])
            let bytes = Array(tree.written(&dice).utf8)
            for count in 0..<bytes.count {
                let cut = bytes[..<count]
                let read = try #require(fault { _ = try JSONTree.read(cut) })
                let skipped = fault {
                    try JSONCursor.read(bytes: cut, name: "a.json") { try $0.skip() }
                }
                #expect(read == skipped)
                #expect(read.offset <= count)
            }
        }
    }

    private func fault(_ body: () throws -> Void) -> JSONFault? {
        do {
            try body()
            return nil
        } catch {
            let fault = error as? JSONFault
            #expect(fault != nil)
            return fault
        }
    }
}
