// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Fleet

/// Memory: who keeps what, and for how long.
@Suite struct PostingsLifetimeTests {
    /// A writer with rows of each form of leaf.
    private func writer() -> PostingsWriter {
        let writer = PostingsWriter()
        for slot in 0..<500 as Range<UInt32> {
            writer.add(slot * 11, rows: [0] + (slot < 40 ? [1] : []) + (slot < 2 ? [90] : []))
        }
        return writer
    }

    /// Changes some slots and publishes them.
    private func change(_ writer: PostingsWriter, _ number: UInt32) -> PostingsSnapshot {
        for slot in number * 3..<number * 3 + 9 {
            writer.add(slot, rows: [0, 2])
            writer.remove(slot * 11, rows: [0, 1])
        }
        return writer.publish()
    }

    @Test("all memory comes back when the writer and the last state go, in any order")
    func givesBack() {
        var writer: PostingsWriter? = writer()
        let account = PostingsWriter().account
        var states: [PostingsSnapshot] = []
        let own = writer?.account
        for number in 0..<20 as Range<UInt32> {
            if let writer { states.append(change(writer, number)) }
        }
        writer?.add(4_000, rows: [77])
        writer = nil
        #expect((own?.blocks ?? 0) > 0)
        #expect((own?.bytes ?? 0) > 0)
        for index in [7, 0, 12, 3, 0, 14, 9, 1, 8, 5] { states.remove(at: index) }
        for state in states { #expect(state.count(of: 0) > 400) }
        states = []
        #expect(own?.blocks == 0)
        #expect(own?.bytes == 0)
        // The first writer of another account is gone at once.
        #expect(account.blocks == 0)
    }

    @Test("a state keeps what newer ones replaced, and gives it back when it goes")
    func keepsOld() {
        let writer = writer()
        let account = writer.account
        var old: PostingsSnapshot? = writer.publish()
        let before = (account.blocks, account.bytes)
        for number in 0..<50 as Range<UInt32> {
            writer.add(9_000 + number, rows: [0, 1])
            writer.publish()
            writer.remove(9_000 + number, rows: [0, 1])
            writer.publish()
        }
        #expect(account.blocks > before.0 + 100)
        #expect(old?.count(of: 0) == 500)
        old = nil
        // Chunk 2 has come into being, with nothing but a directory.
        #expect(account.blocks <= before.0 + 1)
        #expect(writer.current.count(of: 0) == 500)
    }

    @Test("a chunk that is never installed gives back what it took")
    func dropsLoad() throws {
        let loader = PostingsLoader()
        for slot in 0..<300 as Range<UInt32> {
            _ = loader.add(slot, rows: slot < 20 ? [1, 2, 900] : [2])
        }
        let (directory, blocks, bytes) = try #require(loader.finish()).take()
        // A directory, two pages, a dense leaf and two lists.
        #expect(blocks == 6)
        #expect(directory.deallocateAll() == (blocks, bytes))
    }

    @Test("a chain of 100,000 states goes on a small stack")
    func longChain() async {
        let chain = Chain(stateCount: 100_000)
        await withCheckedContinuation { continuation in
            // Were each state to release the next one within itself, this stack would overflow.
            let thread = Thread {
                chain.drop()
                continuation.resume()
            }
            thread.stackSize = 64 << 10
            thread.start()
        }
        #expect(chain.account.blocks == 2)
    }

    /// A writer and the first of its states, which keeps all the others.
    private final class Chain: @unchecked Sendable {
        private let writer = PostingsWriter()
        private var first: PostingsSnapshot?

        var account: PostingsAccount { writer.account }

        init(stateCount: Int) {
            first = writer.current
            for number in 0..<stateCount {
                if number & 1 == 0 {
                    writer.add(1, rows: [1])
                } else {
                    writer.remove(1, rows: [1])
                }
                writer.publish()
            }
        }

        /// Lets the states go, on the calling thread.
        func drop() { first = nil }
    }

    @Test("readers see whole states while the writer publishes")
    func concurrentReaders() async {
        let writer = PostingsWriter()
        let account = writer.account
        // Each state has a slot in exactly one of the two rows, so a torn one has too many or few.
        for slot in 0..<6_000 as Range<UInt32> { writer.add(slot, rows: [slot & 1]) }
        let (states, feed) = AsyncStream<PostingsSnapshot>.makeStream(
            bufferingPolicy: .bufferingNewest(4)
        )
        feed.yield(writer.publish())
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<3 {
                let first = writer.current
                group.addTask {
                    var faults = 0
                    for _ in 0..<150 {
                        let both = first.unionCount(of: [0, 1])
                        let sum = first.count(of: 0) + first.count(of: 1)
                        if both != 6_000 || sum != 6_000 { faults += 1 }
                        await Task.yield()
                    }
                    return faults
                }
            }
            group.addTask {
                var faults = 0
                for await state in states {
                    let sum = state.count(of: 0) + state.count(of: 1)
                    if state.unionCount(of: [0, 1]) != 6_000 || sum != 6_000 { faults += 1 }
                }
                return faults
            }
            var chance = SplitMix64(seed: 8)
            for _ in 0..<500 {
                let slot = chance.number(below: 6_000)
                let row: UInt32 = writer.current.contains(0, slot: slot) ? 0 : 1
                writer.replace(slot, old: [row], new: [1 - row])
                feed.yield(writer.publish())
                if slot & 15 == 0 { await Task.yield() }
            }
            feed.finish()
            for await faults in group { #expect(faults == 0) }
        }
        let state = writer.current
        #expect(state.count(of: 0) + state.count(of: 1) == 6_000)
        // A task that has ended may let go of its state a moment later.
        for _ in 0..<10_000 where account.blocks > 9 { await Task.yield() }
        // Two directories, two pages, at most four leaves, one state.
        #expect(account.blocks <= 9)
    }
}
