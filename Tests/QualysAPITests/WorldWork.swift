// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import Services

/// What comes of the orders that a machine takes.
enum WorkOutcome: Sendable {
    /// All is done, and the inventory that proves it is sent.
    case success
    /// Packages and scripts fail with a text; the machine stays as it was.
    case failure(String)
    /// All is reported as done, and the inventory that follows says otherwise.
    case lie
    /// The orders are taken, and nothing is heard of them.
    case silence
}

extension Machine {
    /// Takes the orders that wait, carries them out and reports; returns them.
    func work(
        _ outcome: WorkOutcome,
        reboot: RebootNeed = .notNeeded,
        at now: Timestamp
    ) async throws -> [Order] {
        let orders = try await orders()
        if case .silence = outcome { return orders }
        for order in orders {
            let present = inventory
            let next = present.map { outcome.isReal ? $0.after(order) : $0.touched() }
            let proof = outcome.isReported && order.changesPackages ? next : present
            try await tell(order, .installing)
            try await send(report(order, outcome, present, proof, reboot, at: now))
            if let proof, order.kind == .scan || proof != present { try await upload(proof) }
        }
        return orders
    }

    private func report(
        _ order: Order,
        _ outcome: WorkOutcome,
        _ present: Inventory?,
        _ proof: Inventory?,
        _ reboot: RebootNeed,
        at now: Timestamp
    ) throws -> OrderReport {
        var report = OrderReport(
            order: order.id,
            startedAt: (now + .seconds(-60)).milliseconds,
            finishedAt: now.milliseconds,
            results: order.patches.map { patch in
                PatchResult(
                    patch: patch.patch,
                    outcome: outcome.isReported ? order.goodOutcome : .failed,
                    failure: outcome.failure,
                    packages: patch.packages,
                    previous: order.kind == .install ? present?.versions(of: patch) : nil
                )
            },
            failure: order.patches.isEmpty && order.actions == nil ? outcome.failure : nil,
            reboot: reboot,
            wasResumed: false
        )
        report.actions = order.actions.map { actions in
            actions.map {
                ActionResult(
                    action: $0.id,
                    outcome: outcome.isReported ? .succeeded : .failed,
                    exitCode: outcome.isReported ? 0 : 1,
                    output: outcome.failure?.text ?? "done",
                    startedAt: (now + .seconds(-60)).milliseconds,
                    finishedAt: now.milliseconds
                )
            }
        }
        report.inventoryDigest = try proof.map { Hex.sha256(try $0.canonicalBytes()) }
        return report
    }
}

extension WorkOutcome {
    fileprivate var isReal: Bool { if case .success = self { true } else { false } }

    fileprivate var isReported: Bool {
        switch self {
        case .success, .lie: true
        case .failure, .silence: false
        }
    }

    fileprivate var failure: Failure? {
        if case .failure(let text) = self { Failure(exitCode: 100, text: text) } else { nil }
    }
}

extension Order {
    fileprivate var changesPackages: Bool { kind == .install || kind == .rollback }

    fileprivate var goodOutcome: PatchResult.Outcome {
        switch kind {
        case .rollback: .rolledBack
        case .download: .downloaded
        case .install, .scan, .script, .updateAgent, .removeAgent: .installed
        }
    }
}

extension Inventory {
    /// With the packages that an order brings, in the ordered versions.
    func after(_ order: Order) -> Inventory {
        var packages = packages
        for target in order.patches.flatMap(\.packages) {
            if let place = packages.firstIndex(where: { $0.name == target.name }) {
                packages[place].version = target.version
            } else {
                // An update of Windows has neither a version nor an architecture.
                packages.append(
                    InstalledPackage(
                        name: target.name,
                        architecture: nil,
                        version: "",
                        source: target.name
                    )
                )
            }
        }
        return with(packages)
    }

    /// With a package more that no patch is about, so that its digest is another one.
    fileprivate func touched() -> Inventory {
        let names = packages.compactMap(\.name).filter { $0.hasPrefix("moss-") }
        let moss = InstalledPackage(
            name: "moss-\(names.count + 1)",
            architecture: "amd64",
            version: "1.0",
            source: "moss"
        )
        return with(packages + [moss])
    }

    private func with(_ packages: [InstalledPackage]) -> Inventory {
        Inventory(
            stream: stream,
            architecture: architecture,
            packages: packages,
            repositories: repositories
        )
    }

    /// The packages of a patch in the versions that are installed.
    fileprivate func versions(of patch: OrderPatch) -> [TargetPackage] {
        patch.packages.compactMap { target in
            packages.first { $0.name == target.name }.map {
                TargetPackage(
                    name: target.name,
                    architecture: target.architecture,
                    version: $0.version
                )
            }
        }
    }
}
