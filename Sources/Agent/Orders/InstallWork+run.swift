// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Logging

extension InstallWork {
    /// Takes the first batch one step further: the end of its program, a repair, or a start.
    ///
    /// `false` when nothing further may be begun.
    mutating func advance(_ batch: InstallProgress.Batch) async throws -> Bool {
        if let run = progress.run {
            try await awaitEnd(of: run)
            return true
        }
        if batch.isInterrupted {
            try await waitUntilIdle()
            if batch.repairs < Self.attemptsMax, let repair = try await manager.repair() {
                progress.batches?[0].repairs += 1
                try start(repair, .repair)
                return true
            }
        }
        let targets = try await missingTargets(of: batch)
        let isOver = batch.attempts > 0 && isTimeOver
        if targets.isEmpty || batch.attempts >= Self.attemptsMax || isOver {
            let text = "the package manager was stopped \(batch.attempts) times before it ended"
            try await settle(batch, exitCode: nil, text: text)
            return true
        }
        guard reasonToStop == nil else { return false }
        progress.batches?[0].attempts += 1
        progress.batches?[0].isInterrupted = false
        progress.batches?[0].wasTried = true
        try start(manager.program(for: targets, goal: goal), .install)
        return true
    }

    /// Why no further batch may be begun, as the outcome of the patches that are left.
    private var reasonToStop: PatchResult.Outcome? {
        if order.conduct?.continuesOnFailure == false,
            progress.results.contains(where: { $0.outcome == .failed })
        {
            return .skipped
        }
        return isTimeOver ? .postponed : nil
    }

    /// Whether the order's time has ended.
    var isTimeOver: Bool { endsAt.map { clock.now >= $0 } ?? false }

    /// Settles what is left as skipped or postponed.
    mutating func skipTheRest() {
        switch reasonToStop {
        case .skipped:
            settleTheRest(.skipped, Failure(exitCode: nil, text: "another patch failed before"))
        default:
            settleTheRest(.postponed, Failure(exitCode: nil, text: Self.timeOver))
        }
    }

    /// Why a patch was postponed, for people.
    static let timeOver = "the order's time ended before it was begun"

    /// Journals a program of the package manager and starts it.
    mutating func start(_ call: ProgramCall, _ kind: InstallProgress.Run.Kind) throws {
        progress.runCount += 1
        progress.run = InstallProgress.Run(number: progress.runCount, kind: kind)
        try save()
        logger.info(
            "starting \(call.executable) (\(kind.rawValue))",
            metadata: ["order": "\(order.id.text)", "run": "\(progress.runCount)"]
        )
        try journal.run(progress.runCount, of: order.id).start(call)
    }

    /// Waits for the program that is under way, and draws the conclusions.
    mutating func awaitEnd(of run: InstallProgress.Run) async throws {
        let program = journal.run(run.number, of: order.id)
        var status = try program.status()
        while status == .running {
            try await clock.sleep(for: Self.pollInterval)
            status = try program.status()
        }
        progress.run = nil
        switch (status, run.kind) {
        case (.exited(let code), .download):
            try await fetched(exitCode: code, text: program.errorText.trimmed)
            return
        case (_, .download):
            // It changes nothing that needs repair: it is simply tried again.
            progress.wasResumed = true
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

    /// What the packages of a batch lack.
    func missingTargets(of batch: InstallProgress.Batch) async throws -> [TargetPackage] {
        let targets = patches(batch.patches).flatMap(\.packages)
        return try await manager.standings(of: targets, goal: goal)
            .filter { !$0.isReached }.map(\.target)
    }
}

extension Journal {
    /// One of the programs that an order has started, by its number.
    func run(_ number: Int, of order: UUID) -> DetachedRun {
        DetachedRun(folder: "\(folder(of: order))/run-\(number)")
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
