// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The numbers that the server tells a monitoring system.
///
/// A family is made once by name and kept by who counts; making it again gives the same one. Each
/// family holds a bounded number of series: beyond that, all its labels become `other`, so that no
/// client can grow the server's memory. Safe for concurrent use.
package final class Metrics: Sendable {
    private enum Family: Sendable {
        case counter(Counter)
        case gauge(Gauge)
        case histogram(Histogram)
    }

    private let families = Mutex<[String: Family]>([:])
    private let seriesMax: Int

    /// Makes an empty registry whose families have at most so many series each.
    package init(seriesMax: Int = 2_000) { self.seriesMax = seriesMax }

    /// A number that only grows; by convention the name ends in `_total`.
    package func counter(_ name: String, help: String, labels: [String] = []) -> Counter {
        let made = Counter(FamilyHead(name, help, labels), seriesMax: seriesMax)
        let family = families.withLock { $0.keep(.counter(made), name) }
        guard case .counter(let counter) = family, counter.head.labels == labels else {
            preconditionFailure("\(name) is already another metric")
        }
        return counter
    }

    /// A number that is read when the metrics are.
    package func gauge(_ name: String, help: String, read: @escaping @Sendable () -> Double) {
        gauge(name, help: help, labels: []) { [([], read())] }
    }

    /// Numbers, by their labels, that are read when the metrics are.
    package func gauge(
        _ name: String,
        help: String,
        labels: [String],
        read: @escaping @Sendable () -> [(labels: [String], value: Double)]
    ) {
        let made = Gauge(FamilyHead(name, help, labels), seriesMax: seriesMax, read: read)
        families.withLock { families in
            precondition(families[name] == nil, "\(name) is already a metric")
            families[name] = .gauge(made)
        }
    }

    /// How often values fell below each of some bounds, which are ascending.
    package func histogram(
        _ name: String,
        help: String,
        labels: [String] = [],
        bounds: [Double]
    ) -> Histogram {
        let made = Histogram(FamilyHead(name, help, labels), bounds: bounds, seriesMax: seriesMax)
        let family = families.withLock { $0.keep(.histogram(made), name) }
        guard case .histogram(let histogram) = family, histogram.head.labels == labels else {
            preconditionFailure("\(name) is already another metric")
        }
        return histogram
    }

    /// All numbers in the text format 0.0.4 of Prometheus ("Exposition formats"), families and
    /// series sorted.
    package var text: String {
        let sorted = families.withLock { $0.sorted { $0.key < $1.key } }
        var text = PrometheusText()
        for (_, family) in sorted {
            switch family {
            case .counter(let counter): counter.write(to: &text)
            case .gauge(let gauge): gauge.write(to: &text)
            case .histogram(let histogram): histogram.write(to: &text)
            }
        }
        return text.output
    }
}

extension Dictionary where Key == String {
    /// The value that is kept under a key; the given one where there was none.
    fileprivate mutating func keep(_ value: Value, _ key: Key) -> Value {
        if let kept = self[key] { return kept }
        self[key] = value
        return value
    }
}
