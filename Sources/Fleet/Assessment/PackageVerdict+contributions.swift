// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Versioning

extension PackageVerdict {
    /// What the package says about each patch that concerns it.
    func rowVerdict(of package: InstalledPackage, _ catalogue: Catalogue) -> RowVerdict {
        let target = target
        let targetSlot = target.flatMap { catalogue.slot(of: $0.patch.id) }
        var verdict = RowVerdict()
        for candidate in candidates {
            guard let slot = catalogue.slot(of: candidate.patch.id) else { continue }
            var flags: Contribution.Flags = candidate.reason == .sourceOlder ? .source : []
            var reason = Finding.Reason.upToDate
            var successor: UInt32?
            switch candidate.order {
            case nil:
                flags.insert(.incomparable)
                reason = .notComparable
            case .ascending where candidate.needsSubscription:
                flags.insert(.unfixed)
                reason = .needsSubscription
            case .ascending:
                reason = candidate.reason
                if let target, let targetSlot, targetSlot != slot,
                    Self.isBrought(by: target, instead: candidate)
                {
                    successor = targetSlot
                }
                flags.formUnion(.older)
                if package.isHeld == true { flags.insert(.held) }
                if successor != nil { flags.formUnion([.surpassed, .reachable]) }
                if candidate.isOffered { flags.insert(.reachable) }
                if targetSlot == slot || successor == nil && candidate.isOffered {
                    flags.insert(.current)
                }
            case .same, .descending:
                flags.insert(.upToDate)
                let compared =
                    candidate.reason == .sourceOlder
                    ? package.sourceVersion ?? package.version : package.version
                if package.isUnconfigured == true, compared == candidate.fixed {
                    flags.insert(.unconfigured)
                }
            }
            verdict.add(
                Contribution(patch: slot, flags: flags, reason: reason, successor: successor),
                fixed: candidate.fixed
            )
        }
        for (patch, reason) in unfixed {
            guard let slot = catalogue.slot(of: patch.id) else { continue }
            verdict.add(Contribution(patch: slot, flags: .unfixed, reason: reason), fixed: "")
        }
        return verdict
    }

    /// Whether the package's update brings at least what a patch would.
    ///
    /// An advisory may run ahead of the repositories, or name another source than theirs. A version
    /// that they dropped is not brought by an advisory, which offers nothing.
    private static func isBrought(by target: Candidate, instead candidate: Candidate) -> Bool {
        if candidate.reason == target.reason { return true }
        guard target.reason == .binaryOlder else { return false }
        return target.patch.source == candidate.patch.source
            && target.scheme.compare(target.patch.version, candidate.patch.version) != .ascending
    }
}
