// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension AgentStatus {
    /// The status for people, a fact a line.
    package var lines: [String] {
        var lines = [
            "name         \(name) (\(device))",
            "server       \(server)",
            "agent        \(version), \(isRunning ? "running" : "not running")",
            "contact      \(Self.time(contact.lastContact))",
        ]
        if let text = certificateFingerprint, let value = try? CertificateFingerprint(text) {
            lines.append("certificate  SHA-256 \(value)")
        }
        if let error = contact.lastError { lines.append("trouble      \(error)") }
        if contact.clockOffset != 0 {
            lines.append("clock        \(contact.clockOffset) ms to be added for the server's")
        }
        if let scan = lastScan {
            lines.append("scan         \(Self.time(scan.scannedAt)), \(scan.summary)")
        } else {
            lines.append("scan         never")
        }
        lines.append("restart      \(reboot.words)")
        if orders.isEmpty { lines.append("orders       none") }
        for order in orders {
            let patches = order.patches.joined(separator: ", ")
            let what = patches.isEmpty ? order.kind : "\(order.kind) \(patches)"
            var state = order.state
            if let reason = order.waitsFor {
                state += " (\(reason) until \(Self.time(order.waitsUntil)))"
            }
            lines.append("order        \(order.id) \(state): \(what)")
        }
        return lines + unreadable.map { "damaged      \($0)" }
    }

    /// ISO 8601 in UTC, or `never`.
    private static func time(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "never" }
        return Date(timeIntervalSince1970: Double(milliseconds / 1_000)).formatted(.iso8601)
    }
}

extension ScanRecord {
    /// What was found, in one line.
    package var summary: String {
        var parts = ["\(packageCount.counted("package", "packages")) on \(stream)"]
        if heldCount > 0 { parts.append("\(heldCount) on hold") }
        if let repositoryCount {
            parts.append(repositoryCount.counted("repository", "repositories"))
        }
        if case .needed = reboot { parts.append("a restart is needed") }
        return parts.joined(separator: ", ")
    }
}

extension RebootNeed {
    /// The need in words.
    fileprivate var words: String {
        switch self {
        case .notNeeded: "not needed"
        case .unknown: "unknown"
        case .needed(let reasons): "needed: \(reasons.joined(separator: "; "))"
        }
    }
}
