// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension InstallWork {
    /// Settles what needs no installation or must not have one, and puts the rest into batches.
    ///
    /// All patches in one transaction come first; when that cannot be planned, each gets its own, so
    /// that one bad patch does not stop the others and each carries its own error.
    mutating func plan() async throws {
        var open: [(patch: OrderPatch, targets: [TargetPackage])] = []
        for (patch, standings) in try await standings(of: order.patches) {
            let missing = standings.filter { !$0.isReached }
            if missing.isEmpty {
                settle(patch, .alreadyInstalled, nil, standings)
            } else if let (outcome, reason) = obstacle(missing, of: standings) {
                settle(patch, outcome, Failure(exitCode: nil, text: reason), standings)
            } else {
                open.append((patch, missing.map(\.target)))
                progress.previous += standings.compactMap(\.present)
            }
        }
        progress.batches = []
        guard !open.isEmpty else { return }
        var refresh = Refresh.notTried
        let together = try await verdict(open.flatMap(\.targets), &refresh)
        if case .clear = together {
            progress.batches = [.init(patches: open.map(\.patch.patch))]
            return
        }
        for (patch, targets) in open {
            let alone = open.count == 1 ? together : try await verdict(targets, &refresh)
            switch alone {
            case .clear:
                progress.batches?.append(.init(patches: [patch.patch]))
            case .refused(let outcome, let failure):
                let standings = try await manager.standings(of: patch.packages, goal: goal)
                settle(patch, outcome, failure, standings)
            }
        }
    }

    /// How the packages of some patches stand, from one look at the database.
    func standings(of patches: [OrderPatch]) async throws -> [(OrderPatch, [PackageStanding])] {
        var all = try await manager.standings(of: patches.flatMap(\.packages), goal: goal)[...]
        return patches.map { patch in
            defer { all = all.dropFirst(patch.packages.count) }
            return (patch, Array(all.prefix(patch.packages.count)))
        }
    }

    /// Why packages that lack their version must not get it, or `nil`.
    private func obstacle(
        _ missing: [PackageStanding],
        of all: [PackageStanding]
    ) -> (PatchResult.Outcome, String)? {
        let held = missing.filter(\.isHeld).map(\.target.name)
        if !held.isEmpty {
            let verb = held.count == 1 ? "is" : "are"
            return (.blocked, "\(held.joined(separator: ", ")) \(verb) on hold")
        }
        let absent = missing.filter { $0.present == nil }.map(\.target.name)
        guard !absent.isEmpty else { return nil }
        let verb = absent.count == 1 ? "is" : "are"
        let text = "\(absent.joined(separator: ", ")) \(verb) not installed, so nothing is changed"
        return (absent.count == all.count ? .notApplicable : .blocked, text)
    }

    private enum TransactionVerdict {
        case clear
        case refused(PatchResult.Outcome, Failure)
    }

    /// Whether the repository indexes were brought up to date for this order.
    private enum Refresh {
        case notTried
        case done
        case failed(String)
    }

    /// Asks for the dry run, once more with fresh indexes when it fails: the version may be newer
    /// than they are.
    private func verdict(
        _ targets: [TargetPackage],
        _ refresh: inout Refresh
    ) async throws -> TransactionVerdict {
        let ordered = order.patches.flatMap(\.packages)
        do {
            let plan = try await manager.plan(targets, goal: goal)
            switch plan.verdict(targets: targets, ordered: ordered, goal: goal) {
            case .clear:
                return .clear
            case .exceeds(let reason):
                return .refused(.blocked, Failure(exitCode: nil, text: reason))
            case .fallsShort(let reason):
                return .refused(.failed, Failure(exitCode: nil, text: reason))
            }
        } catch let failure as PackageManagerFailure {
            let outcome: PatchResult.Outcome = failure.isUnavailable ? .unavailable : .failed
            switch refresh {
            case .done:
                return .refused(outcome, Failure(exitCode: failure.exitCode, text: failure.text))
            case .failed(let reason):
                let text = "\(failure.text)\nThe indexes could not be refreshed: \(reason)"
                return .refused(outcome, Failure(exitCode: failure.exitCode, text: text))
            case .notTried:
                refresh = try await refreshIndexes()
            }
        }
        return try await verdict(targets, &refresh)
    }

    private func refreshIndexes() async throws -> Refresh {
        logger.info("refreshing the repository indexes", metadata: ["order": "\(order.id.text)"])
        do {
            try await manager.refreshIndexes()
            return .done
        } catch let failure as PackageManagerFailure {
            // One repository of many may be the trouble; the dry run tells whether it matters.
            logger.warning("cannot refresh the repository indexes: \(failure)")
            return .failed(failure.text)
        }
    }
}
