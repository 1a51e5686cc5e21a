// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Foundation

extension SimulatedAgent {
    /// Ends the present stage and begins the next.
    mutating func endStage(at now: Timestamp) {
        guard let present = work else { return }
        let order = present.order
        switch present.stage {
        case .preparing: prepare(at: now)
        case .fetching:
            if order.kind == .download {
                for patch in order.patches { settle(patch, .downloaded) }
                enter(.verifying, at: now)
            } else {
                enter(.asking, at: now)
            }
        case .asking: enter(.before, at: now)
        case .before: enter(present.failure == nil ? .working(0) : .verifying, at: now)
        case .working(let place):
            if place < order.patches.count { install(order.patches[place]) }
            let isLast = place + 1 >= order.patches.count
            enter(isLast ? .after : .working(place + 1), at: now)
        case .after: enter(.verifying, at: now)
        case .verifying:
            if order.kind == .scan || !dice.happens(habits.faults.scanFails) {
                scan(at: now)
                work?.digest = digest
            }
            if willReboot(order, at: now) {
                enter(.waitingForReboot, at: now)
            } else {
                finish(at: now)
            }
        case .waitingForReboot:
            if willReboot(order, at: now) { enter(.rebooting, at: now) } else { finish(at: now) }
        case .rebooting: restart(for: order, at: now)
        }
    }

    private mutating func prepare(at now: Timestamp) {
        guard let order = work?.order else { return }
        guard order.kind != .scan else {
            enter(.verifying, at: now)
            return
        }
        if order.conduct?.runsWithPendingReboot == false, needsReboot {
            let failure = Failure(exitCode: nil, text: "the machine waits for a restart")
            work?.failure = failure
            for patch in order.patches { settle(patch, .blocked, failure) }
            enter(.verifying, at: now)
            return
        }
        enter(order.kind == .script ? .asking : .fetching, at: now)
    }

    /// Changes the packages of a patch, or fails to.
    private mutating func install(_ patch: OrderPatch) {
        guard let order = work?.order else { return }
        let before = stock.present(patch.packages)
        let isBack = order.kind == .rollback
        if before.isEmpty {
            settle(patch, .notApplicable)
        } else if isBack ? stock.isExactly(patch.packages) : stock.hasReached(patch.packages) {
            settle(patch, isBack ? .rolledBack : .alreadyInstalled)
        } else if work?.failure != nil {
            settle(patch, .skipped, work?.failure)
        } else if dice.happens(habits.faults.installFails) {
            let failure = Failure(
                exitCode: 100,
                text: "E: Sub-process /usr/bin/dpkg returned an error code (1)"
            )
            settle(patch, .failed, failure)
            if order.conduct?.continuesOnFailure == false { work?.failure = failure }
        } else {
            if !dice.happens(habits.faults.installLies) {
                for package in patch.packages where isBack || isNewer(package) {
                    stock.set(package)
                }
                work?.hasChanged = true
                needsReboot = needsReboot || dice.happens(0.3)
            }
            settle(patch, isBack ? .rolledBack : .installed, nil, previous: before)
        }
    }

    private func isNewer(_ package: TargetPackage) -> Bool {
        stock.version(of: package.name, package.architecture)
            .map { !stock.template.isAtLeast($0, package.version) } ?? false
    }

    private mutating func settle(
        _ patch: OrderPatch,
        _ outcome: PatchResult.Outcome,
        _ failure: Failure? = nil,
        previous: [TargetPackage]? = nil
    ) {
        // What the agent says is what it was told to bring, true or not.
        let says = outcome == .installed || outcome == .rolledBack
        work?.results.append(
            PatchResult(
                patch: patch.patch,
                outcome: outcome,
                failure: failure,
                packages: says ? patch.packages : stock.present(patch.packages),
                previous: previous
            )
        )
    }

    /// Reads what is installed.
    mutating func scan(at now: Timestamp) {
        scanned = stock
        scannedAt = clock(at: now)
        scanDue = now + habits.scanInterval
        switch habits.digest {
        case .mark: digest = stock.mark
        case .canonical:
            let bytes = (try? stock.inventory.canonicalBytes()) ?? Data()
            digest = Hexadecimal.text(SHA256.hash(data: bytes))
        }
    }

    /// Whether the order restarts the machine now.
    private func willReboot(_ order: Order, at now: Timestamp) -> Bool {
        guard let conduct = order.conduct?.reboot, let work else { return false }
        if conduct.isInsideWindow, let end = conduct.windowEndsAt,
            believed(at: now).milliseconds >= end
        {
            return false
        }
        switch conduct.mode {
        case .never: return false
        case .ifNeeded: return needsReboot && work.hasChanged
        case .always, .shutdown: return work.hasChanged
        }
    }

    private mutating func restart(for order: Order, at now: Timestamp) {
        note(.restarted, order.id, at: now)
        if dice.happens(habits.faults.rebootFatal) {
            isGone = true
            return
        }
        var away = dice.minutes(1...8)
        if order.conduct?.reboot.mode == .shutdown { away = dice.minutes(60...900) }
        if dice.happens(habits.faults.rebootLate) { away = dice.minutes(1_200...1_800) }
        leave(at: now, for: away, restarts: true)
    }
}

/// Bytes as text.
enum Hexadecimal {
    /// Two lower-case digits for each byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
