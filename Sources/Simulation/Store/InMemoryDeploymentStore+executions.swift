// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
package import Foundation

extension InMemoryDeploymentStore: DeploymentStore, SequenceStore {
    /// Adds an execution.
    package func insert(_ execution: Execution) throws {
        var execution = execution
        if defect == .ignoresSlots { execution.notBefore = nil }
        guard contents.executions.updateValue(execution, forKey: execution.id) == nil else {
            throw DomainError(.storageConflict, subject: "order \(execution.id)")
        }
        contents.byRun[execution.run, default: []].append(execution.id)
        contents.byDevice[execution.device, default: []].append(execution.id)
        index(execution, before: nil)
        events.append(.executionMade(execution))
    }

    /// Replaces what its state machine may change.
    ///
    /// - Throws: ``DomainError/Code/storageConflict`` where it is not in the state that the caller
    ///   knows.
    package func update(_ execution: Execution, from state: Execution.State) throws {
        guard let before = contents.executions[execution.id] else {
            throw DomainError(.orderNotFound, subject: "order \(execution.id)")
        }
        guard before.state == state else {
            throw DomainError(
                .storageConflict,
                subject: "order \(execution.id) is \(before.state), not \(state)"
            )
        }
        if defect == .losesReports, before.report?.order != execution.report?.order,
            execution.device.key % 3 == 0
        {
            return
        }
        var after = execution
        after.ring = before.ring
        after.createdAt = before.createdAt
        after.expiresAt = before.expiresAt
        contents.executions[after.id] = after
        index(after, before: before)
        events.append(.executionChanged(before: before, after: after))
    }

    /// The executions of a deployment, by run and device, newest run first.
    package func executions(of deployment: Deployment.Identity) throws -> [Execution] {
        try runs(of: deployment, limit: .max).flatMap { try executions(of: $0.id) }
    }

    /// The executions of a run, by device.
    package func executions(of run: Run.Identity) throws -> [Execution] {
        select(contents.byRun[run] ?? []) { _ in true }.byDevice()
    }

    /// The devices of a run, in order.
    package func devices(of run: Run.Identity) throws -> [Device.Identity] {
        try executions(of: run).map(\.device)
    }

    /// The execution of a run on a device.
    package func execution(
        of run: Run.Identity,
        on device: Device.Identity
    ) throws -> Execution? {
        try executions(of: run).first { $0.device == device }
    }

    /// The executions of a run that are being worked on or silent.
    package func executionsAway(of run: Run.Identity) throws -> [Execution] {
        select(contents.byRun[run] ?? []) { $0.state.isAway }.byDevice()
    }

    /// The executions of a run that the agents were not told of yet.
    package func executionsPending(of run: Run.Identity) throws -> [Execution] {
        select(contents.byRun[run] ?? []) { $0.state == .pending }.byDevice()
    }

    /// One execution.
    package func execution(_ id: Execution.Identity) throws -> Execution? {
        contents.executions[id]
    }

    /// The execution with this present order.
    package func execution(order: UUID) throws -> Execution? {
        contents.byOrder[order].flatMap { contents.executions[$0] }
    }

    /// The executions of a device that are not final, or silent, oldest first.
    package func openExecutions(of device: Device.Identity) throws -> [Execution] {
        guard let mine = contents.openByDevice[device], !mine.isEmpty else { return [] }
        return select(mine) { _ in true }.oldestFirst()
    }

    /// The executions of any device that are not final, oldest first.
    package func openExecutions() throws -> [Execution] {
        select(contents.open) { !$0.state.isFinal }.oldestFirst()
    }

    /// The executions that were given out and not reported, and entered their state before a time.
    package func activeExecutions(since: Timestamp) throws -> [Execution] {
        select(contents.open) { $0.state.isActive && $0.since < since }
            .sorted { ($0.since, $0.id.key) < ($1.since, $1.id.key) }
    }

    /// The executions that can expire now.
    package func overdueExecutions(at now: Timestamp, limit: Int) throws -> [Execution] {
        let found = select(contents.open) { execution in
            switch execution.state {
            case .pending: execution.expiresAt <= now
            case .offered:
                [execution.expiresAt, execution.orderExpiresAt, execution.leasedUntil]
                    .allSatisfy { $0.map { $0 <= now } ?? false }
            default: false
            }
        }
        return Array(found.oldestFirst().prefix(max(0, limit)))
    }

    /// The packages before each patch of a device, by its newest report that tells them.
    package func formerPackages(
        on device: Device.Identity
    ) throws -> [Patch.Identity: [TargetPackage]] {
        var former: [Patch.Identity: [TargetPackage]] = [:]
        let reported = select(contents.byDevice[device] ?? []) {
            $0.kind == .install && $0.report != nil
        }
        for execution in reported.oldestReportFirst() {
            for result in execution.results
            where result.outcome == .installed || result.outcome == .alreadyInstalled {
                guard let previous = result.previous, !previous.isEmpty else { continue }
                former[Patch.Identity(result.patch)] = previous
            }
        }
        return former
    }

    /// The final executions that hold a report, oldest first.
    package func reportedExecutions(_ each: (Execution) throws -> Void) throws {
        let reported = contents.executions.values.filter { $0.state.isFinal && $0.report != nil }
        for execution in Array(reported).oldestReportFirst() { try each(execution) }
    }

    /// The next number of a sequence, from 1.
    package func nextNumber(of sequence: String) throws -> Int64 {
        let number = (contents.numbers[sequence] ?? 0) + 1
        contents.numbers[sequence] = number
        return number
    }
}

extension Array where Element == Execution {
    fileprivate func oldestReportFirst() -> Self {
        sorted { ($0.reportedAt ?? $0.since, $0.id.key) < ($1.reportedAt ?? $1.since, $1.id.key) }
    }
}
