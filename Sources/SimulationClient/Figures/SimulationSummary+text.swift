// SPDX-License-Identifier: Apache-2.0

extension SimulationSummary {
    /// The counts of now in one short line.
    package var line: String {
        let acted = orders.values.flatMap(\.values).reduce(0, +)
        let failed = errors.values.reduce(0, +)
        return "\(seconds(wallSeconds)): \(enrolled)/\(devices) enrolled, \(scanned) scanned, "
            + "\(checkIns.count) check-ins, orders \(acted)/\(ordersReceived), "
            + "\(devicesAtWork) at work, \(failed) errors"
    }

    /// Everything for people, a line each, with a line feed at the end.
    package var text: String {
        var lines = [
            "ended:      \(words) after \(seconds(wallSeconds))",
            "devices:    \(devices), \(enrolled) enrolled, \(turnedAway) turned away, "
                + "\(scanned) scanned, \(gone) gone",
            "check-ins:  \(checkIns.count), milliseconds \(length(checkIns.p50)) p50, "
                + "\(length(checkIns.p99)) p99, \(length(checkIns.max)) max",
            "orders:     \(ordersReceived) received, \(ordersSeenTwiceActedOnce) seen twice and "
                + "acted on once, \(ordersActedTwice) acted on twice",
        ]
        for (kind, outcomes) in orders.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(kind): \(list(outcomes))")
        }
        lines.append("at work:    \(devicesAtWork)")
        lines.append("patches:    \(list(patches))")
        if !faults.isEmpty { lines.append("faults:     \(list(faults))") }
        lines.append("errors:     \(list(errors))")
        return lines.joined(separator: "\n") + "\n"
    }

    private var words: String {
        switch ending {
        case .running: "not yet"
        case .settled: "all was done"
        case .timeOver: "its time was over"
        case .stopped: "it was stopped"
        }
    }

    private func list(_ counts: [String: Int]) -> String {
        guard !counts.isEmpty else { return "none" }
        return counts.sorted { $0.key < $1.key }
            .map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
    }

    private func length(_ milliseconds: Double?) -> String {
        milliseconds.map { "\(($0 * 10).rounded() / 10)" } ?? "-"
    }

    private func seconds(_ number: Double) -> String { "\((number * 10).rounded() / 10) s" }
}
