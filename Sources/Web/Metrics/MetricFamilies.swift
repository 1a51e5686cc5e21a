// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The name, the help and the names of the labels of a family.
struct FamilyHead: Sendable {
    let name: String
    let help: String
    let labels: [String]

    /// Checks the names by the data model of Prometheus.
    init(_ name: String, _ help: String, _ labels: [String]) {
        precondition(Self.isName(name, allowingColon: true), "\(name) is no name of a metric")
        for label in labels {
            precondition(Self.isName(label, allowingColon: false), "\(label) is no name of a label")
        }
        self.name = name
        self.help = help
        self.labels = labels
    }

    private static func isName(_ name: String, allowingColon: Bool) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
            case UInt8(ascii: ":"): allowingColon
            default: false
            }
        }
    }
}

/// The series of a family by the values of their labels, bounded in number.
struct SeriesTable<Value: Sendable>: Sendable {
    private(set) var series: [[String]: Value] = [:]
    let labelCount: Int
    let seriesMax: Int

    /// Changes the series of some labels, or that of `other` when there are too many.
    mutating func update(_ labels: [String], empty: Value, _ change: (inout Value) -> Void) {
        precondition(labels.count == labelCount, "a metric has \(labelCount) labels")
        let isKnown = series[labels] != nil
        let hasRoom = isKnown || series.count < seriesMax
        let key = hasRoom ? labels : Array(repeating: "other", count: labelCount)
        change(&series[key, default: empty])
    }
}

/// A family of numbers that only grow.
package final class Counter: Sendable {
    let head: FamilyHead
    private let table: Mutex<SeriesTable<Double>>

    init(_ head: FamilyHead, seriesMax: Int) {
        self.head = head
        table = Mutex(SeriesTable(labelCount: head.labels.count, seriesMax: seriesMax))
    }

    /// Adds to the series of the labels' values, in the order of their names.
    package func increment(_ labels: [String] = [], by amount: Double = 1) {
        precondition(amount >= 0, "a counter never sinks")
        table.withLock { $0.update(labels, empty: 0) { $0 += amount } }
    }

    func write(to text: inout PrometheusText) {
        let series = table.withLock { $0.series }
        text.head(head, type: "counter")
        for (labels, value) in series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            text.sample(head.name, head.labels, labels, value)
        }
    }
}

/// A family of numbers that rise and sink, read when they are told.
final class Gauge: Sendable {
    let head: FamilyHead
    private let seriesMax: Int
    private let read: @Sendable () -> [(labels: [String], value: Double)]

    init(
        _ head: FamilyHead,
        seriesMax: Int,
        read: @escaping @Sendable () -> [(labels: [String], value: Double)]
    ) {
        self.head = head
        self.seriesMax = seriesMax
        self.read = read
    }

    func write(to text: inout PrometheusText) {
        text.head(head, type: "gauge")
        let sorted = read().sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
        for (labels, value) in sorted.prefix(seriesMax) {
            text.sample(head.name, head.labels, labels, value)
        }
    }
}

/// A family of distributions over fixed bounds.
package final class Histogram: Sendable {
    private struct Series: Sendable {
        var counts: [Int]
        var sum = 0.0
    }

    let head: FamilyHead
    private let bounds: [Double]
    private let table: Mutex<SeriesTable<Series>>

    init(_ head: FamilyHead, bounds: [Double], seriesMax: Int) {
        precondition(!bounds.isEmpty && bounds == bounds.sorted(), "bounds ascend")
        self.head = head
        self.bounds = bounds
        table = Mutex(SeriesTable(labelCount: head.labels.count, seriesMax: seriesMax))
    }

    /// Adds a value to the series of the labels' values, in the order of their names.
    package func record(_ value: Double, _ labels: [String] = []) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        let empty = Series(counts: Array(repeating: 0, count: bounds.count + 1))
        table.withLock { table in
            table.update(labels, empty: empty) {
                $0.counts[bucket] += 1
                $0.sum += value
            }
        }
    }

    func write(to text: inout PrometheusText) {
        let series = table.withLock { $0.series }
        text.head(head, type: "histogram")
        let names = head.labels + ["le"]
        for (labels, value) in series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            var total = 0
            for (index, count) in value.counts.enumerated() {
                total += count
                let bound = index < bounds.count ? PrometheusText.number(bounds[index]) : "+Inf"
                text.sample(head.name + "_bucket", names, labels + [bound], Double(total))
            }
            text.sample(head.name + "_sum", head.labels, labels, value.sum)
            text.sample(head.name + "_count", head.labels, labels, Double(total))
        }
    }
}
