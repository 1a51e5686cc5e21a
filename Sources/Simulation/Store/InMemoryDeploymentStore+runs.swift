// SPDX-License-Identifier: Apache-2.0
package import Domain

extension InMemoryDeploymentStore {
    /// Adds a run.
    ///
    /// - Throws: ``DomainError/Code/storageConflict`` where its deployment has one for the same
    ///   slot and subject.
    package func insert(_ run: Run) throws {
        let isTaken = contents.runs.values.contains {
            $0.deployment == run.deployment && $0.slot == run.slot && $0.subject == run.subject
        }
        guard contents.runs[run.id] == nil, !isTaken || defect == .forgetsSlots else {
            throw DomainError(.storageConflict, subject: "run \(run.number)")
        }
        var stored = run
        defect?.spoil(&stored.course)
        contents.runs[run.id] = stored
        contents.openRuns.insert(run.id)
        events.append(.runMade(run))
    }

    /// Replaces the state, the end and the course of a run.
    package func update(_ run: Run) throws {
        guard let before = contents.runs[run.id] else {
            throw DomainError(.runNotFound, subject: "run \(run.number)")
        }
        var after = before
        after.state = run.state
        after.endedAt = run.endedAt
        after.course = run.course
        contents.runs[run.id] = after
        if after.state.isFinal { contents.openRuns.remove(run.id) }
        events.append(.runChanged(before: before, after: after))
    }

    /// One run.
    package func run(_ id: Run.Identity) throws -> Run? {
        guard var run = contents.runs[id] else { return nil }
        if defect == .ignoresHalts, run.state == .halted { run.state = .running }
        return run
    }

    /// The run of a deployment with a number.
    package func run(number: Int64, of deployment: Deployment.Identity) throws -> Run? {
        try runs(of: deployment, limit: .max).first { $0.number == number }
    }

    /// The runs of a deployment, newest first.
    package func runs(of deployment: Deployment.Identity, limit: Int) throws -> [Run] {
        if defect == .forgetsRuns { return [] }
        let found = contents.runs.values.filter { $0.deployment == deployment }
            .sorted { ($0.createdAt, $0.number) > ($1.createdAt, $1.number) }
        return Array(found.prefix(max(0, limit)))
    }

    /// The runs that have not ended, oldest first.
    package func openRuns() throws -> [Run] {
        try contents.openRuns.compactMap { try run($0) }
            .sorted { ($0.createdAt, $0.number) < ($1.createdAt, $1.number) }
    }

    /// How many executions of a run are in which state, by ring.
    package func counts(of run: Run.Identity) throws -> RunCounts {
        contents.counts[run] ?? RunCounts()
    }

    /// Removes runs that ended before a point in time, and ended deployments without runs.
    package func deleteRuns(endedBefore: Timestamp, limit: Int) throws -> Int {
        let ended = contents.runs.values
            .filter { run in run.endedAt.map { $0 < endedBefore } ?? false }
            .sorted { ($0.endedAt ?? $0.slot, $0.number) < ($1.endedAt ?? $1.slot, $1.number) }
            .prefix(max(0, limit))
        for run in ended { delete(run.id) }
        let used = Set(contents.runs.values.map(\.deployment))
        for deployment in contents.deployments.values
        where deployment.status == .ended && !used.contains(deployment.id)
            && [deployment.createdAt, deployment.lastSlot, deployment.updatedAt]
                .allSatisfy({ $0.map { $0 < endedBefore } ?? true })
        {
            contents.deployments[deployment.id] = nil
        }
        return ended.count
    }
}
