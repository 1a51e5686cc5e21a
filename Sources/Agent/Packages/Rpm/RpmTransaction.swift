// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// What a solver would bring and take away, in whole packages, as rpm sees a transaction.
struct RpmTransaction: Sendable, Equatable {
    /// The packages that come.
    var incoming: [TargetPackage]
    /// The packages that go.
    var outgoing: [TargetPackage]

    /// Pairs each package that comes with the one that goes for it.
    ///
    /// That is the one of the same architecture, else, because a package may turn to another, the
    /// one of the same name. What goes for nothing is removed.
    var plan: InstallPlan {
        var left = outgoing
        var plan = InstallPlan(changes: [], configured: [], removals: [])
        plan.changes = incoming.map { .init(package: $0, installedVersion: nil) }
        for isExact in [true, false] {
            for (index, change) in plan.changes.enumerated()
            where change.installedVersion == nil {
                let place = left.firstIndex { gone in
                    gone.name == change.package.name
                        && (!isExact || gone.architecture == change.package.architecture)
                }
                guard let place else { continue }
                plan.changes[index].installedVersion = left.remove(at: place).version
            }
        }
        plan.removals = left.map(\.name)
        return plan
    }

    /// The plan, with the downgrades marked by the order of versions.
    func plan(_ rpm: RpmConfiguration) async throws -> InstallPlan {
        var plan = plan
        var pairs: [RpmVersionOrder.Pair] = []
        var places: [Int] = []
        for (index, change) in plan.changes.enumerated() {
            guard let installed = change.installedVersion.flatMap(RpmVersion.init),
                let new = RpmVersion(change.package.version)
            else { continue }
            pairs.append(.init(left: new, right: installed))
            places.append(index)
        }
        for (index, order) in zip(places, try await RpmVersionOrder.compare(pairs, rpm)) {
            plan.changes[index].isDowngrade = order < 0
        }
        return plan
    }
}
