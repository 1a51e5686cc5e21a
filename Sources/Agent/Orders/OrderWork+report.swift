// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension OrderWork {
    /// Reads the machine anew, so that the report can say which inventory proves it.
    mutating func verify() async throws {
        await tell(.verifying)
        if order.kind == .download {
            course.reboot = try await packages.rebootNeed()
        } else {
            do {
                let scan = try await tools.scan()
                course.inventoryDigest = scan.digest
                course.reboot = scan.reboot
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                tools.logger.error("cannot scan: \(error)")
                course.inventoryDigest = nil
                course.reboot = try await packages.rebootNeed()
                if order.kind == .scan { course.failure = Failure(error) }
            }
        }
        course.wait = nil
        course.bootID = tools.bootID
        let isOver = course.hasRebooted || order.kind == .scan || order.kind == .download
        try enter(isOver ? .done : .rebooting)
    }

    /// What came of the order.
    func report() -> OrderReport {
        var report = OrderReport(
            order: order.id,
            startedAt: packages.progress.startedAt,
            finishedAt: tools.clock.now,
            results: packages.results,
            failure: course.failure,
            reboot: course.reboot ?? .unknown,
            wasResumed: packages.progress.wasResumed
        )
        if !course.actions.isEmpty { report.actions = course.actions }
        report.inventoryDigest = course.inventoryDigest
        if course.hasRebooted { report.hasRebooted = true }
        return report
    }
}

extension Failure {
    /// An error in its own words.
    init(_ error: any Error) {
        let problem = error as? PackageManagerFailure
        self.init(exitCode: problem?.exitCode, text: problem?.text ?? "\(error)")
    }
}
