// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension Execution {
    mutating func accept(
        _ report: OrderReport,
        at now: Timestamp,
        rules: AttemptRules
    ) -> Bool {
        guard report.order == order, self.report?.order != order else { return false }
        self.report = report
        reportedAt = now
        if isDownload { return downloaded(report, at: now) }
        for result in report.results { take(result) }
        guard kind.hasPatches else {
            let bad = report.failure != nil || report.actions?.contains { $0.isBad } == true
            guard bad else { return enter(.completed, at: now) }
            return fail(.failed, at: now, rules, report.failure?.text ?? "a script failed")
        }
        // What the inventory says counts, so it is awaited whatever was reported.
        guard report.results.contains(where: { $0.outcome.isGood }) else {
            return conclude(at: now, rules: rules)
        }
        return enter(.verifying, at: now)
    }

    /// The packages wait on the machine; the installation is an order of its own.
    private mutating func downloaded(_ report: OrderReport, at now: Timestamp) -> Bool {
        isDownload = false
        offers = 0
        leasedUntil = nil
        orderExpiresAt = nil
        // A failed download is tried again by the installation, which will say why it failed.
        downloadedAt = now
        let isGood = report.failure == nil && report.results.allSatisfy { $0.outcome.isGood }
        return enter(.pending, at: now, reason: isGood ? "downloaded" : "the download failed")
    }

    /// Keeps what came of each patch; a version to go back to is never forgotten.
    mutating func take(_ result: PatchResult) {
        guard let place = results.firstIndex(where: { $0.patch == result.patch }) else {
            results.append(result)
            return
        }
        let previous = results[place].previous ?? result.previous
        results[place] = result
        results[place].previous = previous
    }

    mutating func verify(
        _ present: Set<Patch.Identity>,
        at now: Timestamp,
        rules: AttemptRules
    ) -> Bool {
        // A device that fell silent after its report may come back with the proof.
        guard awaitsProof else { return false }
        for place in results.indices
        where results[place].outcome.isGood
            && !present.contains(Patch.Identity(results[place].patch))
        {
            let said = results[place].outcome.rawValue
            results[place].outcome = .failed
            results[place].failure = Failure(
                exitCode: nil,
                text: "reported as \(said), but the inventory read afterwards says otherwise"
            )
        }
        return conclude(at: now, rules: rules)
    }

    /// Ends the attempt by what is known of each patch.
    private mutating func conclude(at now: Timestamp, rules: AttemptRules) -> Bool {
        let byPatch = Dictionary(results.map { ($0.patch, $0) }) { _, last in last }
        // A patch that the report says nothing of is not a success.
        let outcomes = patches.map { byPatch[$0.patch]?.outcome ?? .failed }
        let words = report?.failure?.text ?? results.lazy.compactMap { $0.failure?.text }.first
        if outcomes.allSatisfy({ $0 == .notApplicable }), !outcomes.isEmpty {
            return enter(.notApplicable, at: now, reason: words)
        }
        if outcomes.allSatisfy(\.settles) {
            guard let failure = report?.failure else { return enter(.completed, at: now) }
            return fail(.failed, at: now, rules, failure.text)
        }
        if outcomes.contains(.failed) || outcomes.contains(.skipped) {
            return fail(.failed, at: now, rules, words)
        }
        if outcomes.contains(.postponed) {
            guard now < expiresAt, rules.continuesInNextWindow else {
                return enter(.expired, at: now, reason: words)
            }
            return tryAgain(at: now, after: .zero, reason: "it goes on in the next window")
        }
        return fail(
            outcomes.contains(.blocked) ? .blocked : .noPatchAvailable,
            at: now,
            rules,
            words
        )
    }

    private mutating func fail(
        _ end: State,
        at now: Timestamp,
        _ rules: AttemptRules,
        _ words: String?
    ) -> Bool {
        failures += 1
        guard failures <= rules.retries.count, now < expiresAt else {
            return enter(end, at: now, reason: words)
        }
        let wait = rules.retries.delay(afterAttempt: failures)
        guard now + wait < expiresAt else { return enter(end, at: now, reason: words) }
        return tryAgain(at: now, after: wait, reason: words ?? "the last attempt failed")
    }
}

extension Execution {
    /// Whether it was reported, and only the inventory that proves it is missing.
    package var awaitsProof: Bool {
        state == .verifying || state == .silent && report?.order == order
    }
}

extension ActionResult {
    /// Whether the script did not do what it was for.
    fileprivate var isBad: Bool { outcome != .succeeded }
}
