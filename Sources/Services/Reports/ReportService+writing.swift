// SPDX-License-Identifier: Apache-2.0
import Domain
import Logging

extension ReportService {
    /// Writes the report that has waited longest, if there is one; whether there was.
    ///
    /// Several servers may do so at once: each report is one's. One whose writer died is begun
    /// anew when its ``Report/lease`` is over, and one whose writer is told to stop at once.
    ///
    /// - Throws: What the database says; `CancellationError`. What goes wrong with the report
    ///   itself stands in it.
    package func generateNext(with renderers: [any ReportRenderer]) async throws -> Bool {
        guard let report = try await claim() else { return false }
        guard report.state == .running else { return true }
        do {
            try await write(report, with: renderers)
        } catch is ReportLost {
            environment.logger.info("report abandoned", metadata: ["report": "\(report.id)"])
        } catch is CancellationError {
            try await release(report)
            throw CancellationError()
        } catch {
            try await conclude(report, error)
        }
        return true
    }

    /// Removes the reports whose time is over; returns how many.
    package func deleteExpired() async throws -> Int {
        let now = environment.clock.now
        return try await environment.store.write { transaction in
            try transaction.deleteReports(expiredAt: now, limit: 100)
        }
    }

    private func claim() async throws -> Report? {
        let now = environment.clock.now
        // Looking first spares those who write from waiting each second.
        let isQuiet = try await environment.store.read { try $0.nextReport(at: now) == nil }
        guard !isQuiet else { return nil }
        return try await environment.store.write { transaction in
            guard var report = try transaction.nextReport(at: now) else { return nil }
            try transaction.deleteParts(of: report.id)
            _ = report.begin(at: now)
            try transaction.update(report)
            return report
        }
    }

    private func write(_ report: Report, with renderers: [any ReportRenderer]) async throws {
        guard let renderer = renderers.first(where: { $0.dialect == report.dialect }) else {
            throw DomainError(
                .requestInvalid,
                subject: "this server writes no reports of \(report.dialect)"
            )
        }
        // The report shows what was committed before it was asked for, by whatever process.
        try await environment.index.refresh()
        let view = FleetView(
            snapshot: environment.index.snapshot,
            scope: report.path,
            now: environment.clock.now
        )
        let reader = Principal(
            actor: .system,
            scope: report.path,
            permissions: report.subject.permissions
        )
        let sheet = ReportSheet(report, store: environment.store, clock: environment.clock)
        try await renderer.render(report, from: view, as: reader, to: sheet)
        try await sheet.finish()
    }

    /// Ends an attempt that failed.
    private func conclude(_ report: Report, _ error: any Error) async throws {
        let known = error as? DomainError
        let reason = known?.description ?? DomainError(.internalFault).description
        environment.logger.error(
            "report failed",
            metadata: [
                "report": "\(report.id)", "attempt": "\(report.attempt)", "error": "\(error)",
            ]
        )
        let isLasting = known?.code.kind.isLasting ?? false
        try await change(report) { report, now in
            report.fail(reason, isLasting: isLasting, at: now)
        }
    }

    /// Gives a report back that nobody is going to finish here.
    private func release(_ report: Report) async throws {
        let service = self
        // The task itself is cancelled, and the database would refuse to work for it.
        try await Task.detached {
            try await service.change(report) { report, now in report.release(at: now) }
        }.value
    }

    private func change(
        _ report: Report,
        _ change: @escaping @Sendable (inout Report, Timestamp) -> Void
    ) async throws {
        let now = environment.clock.now
        do {
            try await environment.store.write { transaction in
                var report = try transaction.report(report.id, inAttempt: report.attempt)
                change(&report, now)
                try transaction.deleteParts(of: report.id)
                try transaction.update(report)
            }
        } catch is ReportLost {
            return
        }
    }
}

extension DomainError.Kind {
    /// Whether another attempt would fail as well.
    fileprivate var isLasting: Bool {
        switch self {
        case .notFound, .conflict, .invalid, .unauthenticated, .forbidden: true
        case .throttled, .unavailable, .internalFault: false
        }
    }
}
