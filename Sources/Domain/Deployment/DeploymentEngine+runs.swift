// SPDX-License-Identifier: Apache-2.0

extension DeploymentEngine {
    /// Does everything that the passing of time asks for.
    package func tick(at now: Timestamp) throws {
        try startDue(at: now)
        try expireOverdue(at: now)
        try findSilent(at: now)
        for run in try store.openRuns() { try judge(run.id, at: now) }
    }

    /// How many executions one tick expires at most: a transaction stays short.
    private static let expiryBatch = 1_000

    /// Ends the executions that no device began in time; returns how many.
    @discardableResult
    package func expireOverdue(at now: Timestamp) throws -> Int {
        var count = 0
        for listed in try store.overdueExecutions(at: now, limit: Self.expiryBatch) {
            guard var execution = try present(listed) else { continue }
            let state = execution.state
            guard execution.on(.tick, at: now) else { continue }
            try keep(execution, from: state, action: "expire", at: now)
            count += 1
        }
        return count
    }

    /// The shortest silence that a policy can ask for: five minutes.
    private static let silenceMinimum: Duration = .seconds(300)

    /// Finds the devices that began and have not been heard of for too long.
    private func findSilent(at now: Timestamp) throws {
        for listed in try silent(at: now) {
            guard var execution = try present(listed) else { continue }
            let state = execution.state
            guard execution.on(.fellSilent, at: now) else { continue }
            try keep(execution, from: state, action: "silence", at: now)
        }
    }

    private func silent(at now: Timestamp) throws -> [Execution] {
        try store.activeExecutions(since: now - Self.silenceMinimum).filter { execution in
            // Whoever was only offered an order has not begun: that one expires.
            guard execution.state != .offered, let run = try store.run(execution.run) else {
                return false
            }
            // Who has reported owes the inventory; calling without it is no word.
            let contact =
                execution.state == .verifying
                ? nil : try fleet.device(execution.device)?.lastContactAt
            let heard = max(execution.since, contact ?? execution.since)
            return now - heard >= run.course.plan.policy.silentAfter
        }
    }

    /// Whether ``tick(at:)`` would do anything; a look that changes nothing.
    package func needsTick(at now: Timestamp) throws -> Bool {
        if try !store.dueDeployments(at: now).isEmpty { return true }
        if try !store.overdueExecutions(at: now, limit: 1).isEmpty { return true }
        for run in try store.openRuns() where run.state == .running {
            let counts = try store.counts(of: run.id)
            if RunJudge.verdict(on: run.course, counts: counts, now: now) != .wait { return true }
        }
        return try !silent(at: now).isEmpty
    }

    /// Draws the consequences of a run's counts, as often as there are any.
    func judge(_ id: Run.Identity, at now: Timestamp) throws {
        while var run = try store.run(id), run.state == .running {
            let counts = try store.counts(of: id)
            switch RunJudge.verdict(on: run.course, counts: counts, now: now) {
            case .wait:
                return
            case .satisfied:
                run.course.ringSatisfiedAt = now
                try store.update(run)
            case .unsatisfied:
                run.course.ringSatisfiedAt = nil
                try store.update(run)
            case .openNext(let reason):
                try enter(&run, .ringOpened, at: now, by: Self.name, reason: reason)
            case .halt(let reason):
                run.state = .halted
                try decide(&run, .halted, at: now, by: Self.name, reason: reason)
                return
            case .complete(let reason):
                try end(&run, .completed, at: now, by: Self.name, reason: reason)
                return
            }
        }
    }

    private func enter(
        _ run: inout Run,
        _ kind: RunDecision.Kind,
        at now: Timestamp,
        by actor: String,
        reason: String
    ) throws {
        run.course.openRing += 1
        run.course.ringOpenedAt = now
        run.course.ringSatisfiedAt = nil
        let name = run.course.rings[run.course.openRing].name
        try decide(&run, kind, at: now, by: actor, reason: "ring \(name): \(reason)")
        // Its devices may be waiting for exactly this.
        for execution in try store.executionsPending(of: run.id)
        where execution.ring == run.course.openRing {
            try note(.execution(execution, action: "open"))
        }
    }

    private func decide(
        _ run: inout Run,
        _ kind: RunDecision.Kind,
        at now: Timestamp,
        by actor: String,
        reason: String
    ) throws {
        let decision = RunDecision(kind, at: now, by: actor, reason: reason)
        run.course.decisions.append(decision)
        try store.update(run)
        try note(.run(run, decision))
    }

    private func end(
        _ run: inout Run,
        _ state: Run.State,
        at now: Timestamp,
        by actor: String,
        reason: String
    ) throws {
        run.state = state
        run.endedAt = now
        try decide(
            &run,
            state == .completed ? .completed : .aborted,
            at: now,
            by: actor,
            reason: reason
        )
        guard state == .completed, run.subject == nil else { return }
        let share = try store.counts(of: run.id).successShare
        for deployment in try store.deployments(linkedTo: run.deployment) {
            try follow(deployment, run, share, at: now)
        }
    }

    /// Starts what is linked to a run that has ended, or says why not.
    private func follow(
        _ deployment: Deployment,
        _ run: Run,
        _ share: Double,
        at now: Timestamp
    ) throws {
        guard let link = deployment.plan.link, deployment.lastSlot.map({ $0 < now }) ?? true else {
            return
        }
        let found = "\(Int((share * 100).rounded()))% of run \(run.number) ended well"
        guard share >= link.minimumSuccessShare else {
            try note(.passed(deployment, slot: now, reason: found))
            return
        }
        var deployment = deployment
        if link.delaySeconds > 0 {
            // Who waits already is not made to wait longer.
            guard deployment.nextSlot == nil else { return }
            deployment.nextSlot = now + .seconds(link.delaySeconds)
            try store.update(deployment)
            return
        }
        deployment.lastSlot = now
        try store.update(deployment)
        try start(deployment, slot: now, at: now, by: Self.name, reason: found)
    }
}

extension DeploymentEngine {
    /// Lets a halted run go on; what halted it is accepted, so that only new losses halt it again.
    ///
    /// - Throws: ``DomainError/Code/runStateUnfit``.
    package func resume(_ run: Run, at now: Timestamp, by actor: String, reason: String) throws {
        var run = try require(run, in: [.halted])
        let counts = try store.counts(of: run.id)
        run.state = .running
        run.course.accepted = counts.losses
        // Nobody has looked meanwhile: the soak time begins anew.
        run.course.ringSatisfiedAt = nil
        try decide(&run, .resumed, at: now, by: actor, reason: reason)
        // A ring that ended without what it should have is left behind by whoever resumes.
        if case .halt(let cause) = RunJudge.verdict(on: run.course, counts: counts, now: now),
            run.course.openRing < run.course.rings.count - 1
        {
            try enter(&run, .ringSkipped, at: now, by: actor, reason: "\(reason); \(cause)")
        }
        for execution in try store.executionsPending(of: run.id)
        where execution.ring <= run.course.openRing {
            try note(.execution(execution, action: "open"))
        }
        try judge(run.id, at: now)
    }

    /// Opens the next ring without what it asks for.
    package func skipRing(_ run: Run, at now: Timestamp, by actor: String, reason: String) throws {
        var run = try require(run, in: [.running, .halted])
        guard run.course.openRing < run.course.rings.count - 1 else {
            throw DomainError(.runStateUnfit, subject: "run \(run.number): no ring is left")
        }
        run.course.accepted = try store.counts(of: run.id).losses
        run.state = .running
        try enter(&run, .ringSkipped, at: now, by: actor, reason: reason)
        try judge(run.id, at: now)
    }

    /// Stops a run for a while: nobody else begins.
    package func halt(_ run: Run, at now: Timestamp, by actor: String, reason: String) throws {
        var run = try require(run, in: [.running])
        run.state = .halted
        try decide(&run, .halted, at: now, by: actor, reason: reason)
    }

    /// Ends a run; who has begun goes on and reports, nobody else begins.
    package func abort(_ run: Run, at now: Timestamp, by actor: String, reason: String) throws {
        var run = try require(run, in: [.running, .halted])
        for var execution in try store.executionsPending(of: run.id) {
            let state = execution.state
            guard execution.on(.cancelled(reason: "\(actor): \(reason)"), at: now) else { continue }
            try store.update(execution, from: state)
            try note(.execution(execution, action: "cancel"))
        }
        try end(&run, .aborted, at: now, by: actor, reason: reason)
    }

    private func require(_ run: Run, in states: Set<Run.State>) throws -> Run {
        guard let present = try store.run(run.id), states.contains(present.state) else {
            throw DomainError(
                .runStateUnfit,
                subject: "run \(run.number) is \(run.state.rawValue)"
            )
        }
        return present
    }
}
