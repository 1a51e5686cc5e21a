// SPDX-License-Identifier: Apache-2.0
import Domain

extension StatementTour {
    /// Calls every sentence of the port of mitigations.
    static func visitMitigations(_ transaction: any StoreTransaction) throws {
        let mitigation = World.mitigation("a")
        try transaction.put(mitigation)
        _ = try transaction.mitigation(mitigation.id)
        _ = try transaction.mitigations(in: World.root.path)
        try transaction.deleteMitigation(mitigation.id)
    }
}
