// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension InstallWork {
    /// Takes the first batch one step further: the end of its program, a repair, or a start.
    mutating func advance(_ batch: InstallProgress.Batch) async throws {
        if let run = progress.run {
            try await awaitEnd(of: run)
            return
        }
        if batch.isInterrupted {
            try await waitUntilIdle()
            if batch.repairs < Self.attemptsMax, let repair = try await manager.repair() {
                progress.batches?[0].repairs += 1
                try start(repair, .repair)
                return
            }
        }
        let targets = try await missingTargets(of: batch)
        if targets.isEmpty || batch.attempts >= Self.attemptsMax {
            let text = "the package manager was stopped \(batch.attempts) times before it ended"
            try await settle(batch, exitCode: nil, text: text)
            return
        }
        progress.batches?[0].attempts += 1
        progress.batches?[0].isInterrupted = false
        progress.batches?[0].wasTried = true
        try start(manager.installation(of: targets), .install)
    }

    private mutating func start(_ call: ProgramCall, _ kind: InstallProgress.Run.Kind) throws {
        progress.runCount += 1
        progress.run = InstallProgress.Run(number: progress.runCount, kind: kind)
        try save()
        logger.info(
            "starting \(call.executable) (\(kind.rawValue))",
            metadata: ["order": "\(order.id.text)", "run": "\(progress.runCount)"]
        )
        child = try detached(progress.runCount).start(call)
    }

    private func detached(_ number: Int) -> DetachedRun {
        DetachedRun(folder: "\(journal.folder(of: order.id))/run-\(number)")
    }

    private mutating func awaitEnd(of run: InstallProgress.Run) async throws {
        let program = detached(run.number)
        var status = try program.status(child: child)
        while status == .running {
            try await clock.sleep(for: Self.pollInterval)
            status = try program.status(child: child)
        }
        child = nil
        progress.run = nil
        switch (status, run.kind) {
        case (.exited(let code), _) where code > 128:
            interrupted(by: "it was ended by signal \(code - 128)", run)
        case (.vanished, _), (.running, _):
            interrupted(by: "it left no exit status", run)
        case (.exited(let code), .repair):
            logger.info(
                "repair ended",
                metadata: ["status": "\(code)", "order": "\(order.id.text)"]
            )
        case (.exited(let code), .install):
            guard let batch = progress.batches?.first else { return }
            let text = program.errorText.trimmed
            try await settle(batch, exitCode: code, text: text)
            return
        }
        try save()
    }

    private mutating func interrupted(by cause: String, _ run: InstallProgress.Run) {
        progress.wasResumed = true
        progress.batches?[0].isInterrupted = true
        logger.warning(
            "the package manager was interrupted: \(cause)",
            metadata: ["order": "\(order.id.text)", "run": "\(run.number)"]
        )
    }

    /// Waits for a package manager that outlived its wrapper: it is the one that must finish.
    private func waitUntilIdle() async throws {
        for _ in 0..<Self.busyPollsMax {
            if try !manager.isBusy() { return }
            try await clock.sleep(for: Self.pollInterval)
        }
        throw PackageManagerFailure(
            exitCode: nil,
            text: "another process has held the package database for too long"
        )
    }

    private func missingTargets(of batch: InstallProgress.Batch) async throws -> [TargetPackage] {
        let targets = patches(batch.patches).flatMap(\.packages)
        return try await manager.standings(of: targets).filter { !$0.isReached }.map(\.target)
    }

    /// Settles each patch by what the package database says, whatever the exit status was.
    ///
    /// When several were tried together and some are missing, these get a call of their own.
    private mutating func settle(
        _ batch: InstallProgress.Batch,
        exitCode: Int?,
        text: String
    ) async throws {
        var missing: [(OrderPatch, [PackageStanding])] = []
        for (patch, standings) in try await standings(of: patches(batch.patches)) {
            if standings.allSatisfy(\.isReached) {
                // Somebody else may have brought it since it was planned.
                let outcome: PatchResult.Outcome = batch.wasTried ? .installed : .alreadyInstalled
                settle(patch, outcome, nil, standings)
            } else {
                missing.append((patch, standings))
            }
        }
        if batch.patches.count > 1, exitCode != nil {
            // The first batch is now what is missing of it, or it is gone.
            if !missing.isEmpty { progress.batches?.removeFirst() }
            let single = missing.map {
                InstallProgress.Batch(patches: [$0.0.patch], wasTried: true)
            }
            progress.batches?.insert(contentsOf: single, at: 0)
        } else {
            for (patch, standings) in missing {
                let words = text.isEmpty ? shortfall(standings, exitCode) : text
                settle(patch, .failed, Failure(exitCode: exitCode, text: words), standings)
            }
        }
        try save()
    }

    private func shortfall(_ standings: [PackageStanding], _ exitCode: Int?) -> String {
        let words = standings.filter { !$0.isReached }.map { standing in
            let present = standing.present.map { "is at \($0.version)" } ?? "is not installed"
            return "\(standing.target.name) \(present) instead of \(standing.target.version)"
        }
        let end = exitCode.map { "it ended with status \($0)" } ?? "it was stopped"
        return "the package manager said nothing, \(end), and " + words.joined(separator: ", ")
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        var text = self[...].drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
