// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension InstallWork {
    /// Fetches the packages of every batch, each by a program of its own.
    ///
    /// For an installation that is a help and no more: where it fails, the installation tells why.
    mutating func fetch() async throws {
        while let place = placeToFetch {
            if let run = progress.run {
                try await awaitEnd(of: run)
                continue
            }
            guard let batch = progress.batches?[place] else { return }
            let targets = try await missingTargets(of: batch)
            if isTimeOver {
                skipTheRest()
                try save()
            } else if targets.isEmpty || batch.downloads >= Self.attemptsMax {
                let text = "the download was stopped \(batch.downloads) times before it ended"
                try await fetched(exitCode: targets.isEmpty ? 0 : nil, text: text)
            } else {
                progress.batches?[place].downloads += 1
                try start(manager.download(of: targets, goal: goal), .download)
            }
        }
    }

    /// The program of the first batch that is not fetched has ended; 0 means well.
    mutating func fetched(exitCode: Int?, text: String) async throws {
        guard let place = placeToFetch, let batch = progress.batches?[place] else { return }
        if exitCode != 0 {
            logger.warning(
                "the download failed: \(text.split(separator: "\n").last ?? "")",
                metadata: ["order": "\(order.id.text)"]
            )
        }
        if order.kind != .download {
            progress.batches?[place].isFetched = true
        } else if exitCode != 0, batch.patches.count > 1 {
            // One patch of many may be the trouble: each gets a program of its own.
            progress.batches?.remove(at: place)
            let single = batch.patches.map { InstallProgress.Batch(patches: [$0]) }
            progress.batches?.insert(contentsOf: single, at: place)
        } else {
            let words = text.isEmpty ? "the package manager said nothing" : text
            let failure = exitCode == 0 ? nil : Failure(exitCode: exitCode, text: words)
            for (patch, standings) in try await standings(of: patches(batch.patches)) {
                settle(patch, exitCode == 0 ? .downloaded : .failed, failure, standings)
            }
        }
        try save()
    }

    private var placeToFetch: Int? {
        progress.batches?.firstIndex { !$0.isFetched }
    }
}
