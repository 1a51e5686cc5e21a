// SPDX-License-Identifier: Apache-2.0
import Domain

/// What is to happen when, the earliest first; what falls on the same time keeps its order.
struct EventQueue<Happening: Sendable>: Sendable {
    private struct Entry: Sendable {
        let at: Timestamp
        let number: Int
        let happening: Happening

        func precedes(_ other: Entry) -> Bool {
            at == other.at ? number < other.number : at < other.at
        }
    }

    /// A binary heap.
    private var heap: [Entry] = []
    private var last = 0

    /// Plans something.
    mutating func add(_ happening: Happening, at time: Timestamp) {
        last += 1
        heap.append(Entry(at: time, number: last, happening: happening))
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place].precedes(heap[parent]) else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    /// Takes the earliest; `nil` where nothing is planned.
    mutating func next() -> (at: Timestamp, happening: Happening)? {
        guard let first = heap.first, let end = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return (first.at, first.happening) }
        heap[0] = end
        var place = 0
        while true {
            let left = place * 2 + 1
            guard left < heap.count else { break }
            let right = left + 1
            let isRight = right < heap.count && heap[right].precedes(heap[left])
            let child = isRight ? right : left
            guard heap[child].precedes(heap[place]) else { break }
            heap.swapAt(child, place)
            place = child
        }
        return (first.at, first.happening)
    }
}
