// SPDX-License-Identifier: Apache-2.0
import Domain

/// Places by the time at which they are due, the earliest first: a binary heap.
struct WakeQueue: Sendable {
    private var items: [(at: Timestamp, place: Int)] = []

    /// When the next one is due; `nil` where there is none.
    var nextAt: Timestamp? { items.first?.at }

    /// Adds a place.
    mutating func add(_ place: Int, at time: Timestamp) {
        items.append((time, place))
        var child = items.count - 1
        while child > 0, items[child].at < items[(child - 1) / 2].at {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the place that is due first, if it is due.
    mutating func take(at now: Timestamp) -> Int? {
        guard let first = items.first, first.at <= now else { return nil }
        items.swapAt(0, items.count - 1)
        items.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < items.count && items[child].at < items[least].at {
                least = child
            }
            if least == parent { return first.place }
            items.swapAt(parent, least)
            parent = least
        }
    }
}
