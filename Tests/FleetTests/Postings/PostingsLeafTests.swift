// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Fleet

/// The forms of a leaf and the borders between them.
@Suite struct PostingsLeafTests {
    /// The form that a number of slots asks for, and the bytes of its block.
    private static func block(_ count: Int) -> Int {
        switch count {
        case ...3: 0
        case ...240: 4 + 2 * (max(count + 5, 10) / 8 * 8 + 2)
        default: 8 + 512
        }
    }

    /// A leaf that is filled with every seventh place and emptied again, asked at each step.
    private func fillAndEmpty(isOwned: Bool) {
        var ledger = BlockLedger()
        defer { ledger.close() }
        var leaf = PostingsLeaf.none
        var members: [UInt16] = []
        func check() {
            let count = members.count
            #expect(leaf.count == count)
            #expect(leaf.isEmpty == (count == 0))
            #expect(leaf.block?.head.isDense == (count < 4 ? nil : count > 240))
            var places = [UInt16](repeating: 0, count: 4_096)
            #expect(
                places.withUnsafeMutableBufferPointer { buffer in
                    buffer.baseAddress.map { leaf.copyPlaces(to: $0) }
                } == count
            )
            #expect(Array(places.prefix(count)) == members.sorted())
        }
        for index in 0..<250 {
            let place = UInt16(index * 7 * 37 % 1_757)
            #expect(!leaf.contains(place))
            leaf.insert(place, isOwned: isOwned, &ledger)
            #expect(leaf.contains(place))
            members.append(place)
            check()
        }
        for index in 0..<250 {
            let place = members.remove(at: index * 31 % members.count)
            leaf.remove(place, isOwned: isOwned, &ledger)
            #expect(!leaf.contains(place))
            check()
        }
        let account = PostingsAccount()
        ledger.settle(with: account)
        var trash = ledger.takeTrash()
        trash.empty(account)
        #expect(account.blocks == 0)
        #expect(account.bytes == 0)
    }

    @Test(
        "a leaf is packed up to 3 slots, listed up to 240 and dense above",
        arguments: [true, false]
    )
    func forms(isOwned: Bool) { fillAndEmpty(isOwned: isOwned) }

    @Test(
        "a leaf made at once has the form of its number",
        arguments: [0, 1, 3, 4, 10, 11, 240, 241, 4_096]
    )
    func makesForm(count: Int) {
        var ledger = BlockLedger()
        defer { ledger.close() }
        let places = (0..<count).map { UInt16($0) }
        let leaf = places.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { PostingsLeaf($0, count, &ledger) } ?? .none
        }
        #expect(leaf.count == count)
        #expect(leaf.block?.byteCount ?? 0 == Self.block(count))
        #expect((0..<4_096).allSatisfy { leaf.contains($0) == ($0 < count) })
        leaf.block?.base.deallocate()
    }

    @Test(
        "a change of a block that readers may see leaves it as it was",
        arguments: [4, 239, 240, 241, 242]
    )
    func leavesSeenBlocks(count: Int) {
        var ledger = BlockLedger()
        defer { ledger.close() }
        let places = (0..<count).map { UInt16($0 * 2) }
        let seen = places.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { PostingsLeaf($0, count, &ledger) } ?? .none
        }
        var more = seen
        more.insert(1, isOwned: false, &ledger)
        var fewer = seen
        fewer.remove(0, isOwned: false, &ledger)
        #expect(more.count == count + 1)
        #expect(fewer.count == count - 1)
        #expect(seen.count == count)
        #expect((0..<4_096).allSatisfy { seen.contains($0) == places.contains($0) })
        for leaf in [more, fewer] { leaf.block?.base.deallocate() }
        // Both changes threw the same block away.
        seen.block?.base.deallocate()
    }
}
