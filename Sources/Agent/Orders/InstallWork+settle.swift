// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension InstallWork {
    /// Settles each patch by what the package database says, whatever the exit status was.
    ///
    /// When several were tried together and some are missing, these get a call of their own.
    mutating func settle(
        _ batch: InstallProgress.Batch,
        exitCode: Int?,
        text: String
    ) async throws {
        var missing: [(OrderPatch, [PackageStanding])] = []
        for (patch, standings) in try await standings(of: patches(batch.patches)) {
            if standings.allSatisfy(\.isReached) {
                settle(patch, batch.wasTried ? brought : .alreadyInstalled, nil, standings)
            } else {
                missing.append((patch, standings))
            }
        }
        if batch.patches.count > 1, exitCode != nil {
            // The first batch is now what is missing of it, or it is gone.
            if !missing.isEmpty { progress.batches?.removeFirst() }
            let single = missing.map { patch, _ in
                var own = InstallProgress.Batch(patches: [patch.patch], wasTried: true)
                own.isFetched = true
                return own
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

    /// The outcome of a patch that is there because this order brought it.
    private var brought: PatchResult.Outcome {
        goal == .rollback ? .rolledBack : .installed
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
