// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension SQLTransaction {
    /// How many of a device's installations are looked at for a way back, the newest first.
    static let formerMax = 1_000

    /// Oldest report first, so that the last one about a patch on a device is what holds.
    func reportedExecutions(_ each: (Execution) throws -> Void) throws {
        let columns = (Execution.fixedColumns + Execution.columns).columns()
        try self.each(
            """
            SELECT \(columns) FROM execution WHERE report IS NOT NULL AND phase >= 2
            ORDER BY reported_at, created_at, id
            """
        ) { row in
            try each(try Execution(row))
        }
    }

    /// The newest ``formerMax`` installations of the device are looked at.
    ///
    /// A patch that a second attempt found installed was brought by the first, whose word of what
    /// was there before the results keep.
    func formerPackages(
        on device: Device.Identity
    ) throws -> [Patch.Identity: [TargetPackage]] {
        var former: [Patch.Identity: [TargetPackage]] = [:]
        try each(
            """
            SELECT results FROM execution WHERE device_id = ? AND kind = ? AND report IS NOT NULL
            ORDER BY reported_at DESC, created_at DESC, id DESC LIMIT ?
            """,
            device,
            Deployment.Kind.install.rawValue,
            Self.formerMax
        ) { row in
            let results: [PatchResult] = try row.json(0)
            for result in results
            where result.outcome == .installed || result.outcome == .alreadyInstalled {
                guard let previous = result.previous, !previous.isEmpty else { continue }
                let patch = Patch.Identity(result.patch)
                if former[patch] == nil { former[patch] = previous }
            }
        }
        return former
    }
}
