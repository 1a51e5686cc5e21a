// SPDX-License-Identifier: Apache-2.0
import Domain
import Query
import Synchronization

/// What is made of a catalogue only when it is asked for, and then kept.
final class CatalogueColumns: Sendable {
    private let columns = Mutex<PatchColumns?>(nil)
    private let facts = Mutex<PatchFactColumns?>(nil)
    private let byRelease = Mutex<RowOrder?>(nil)
    private let updateOrders = Mutex<[Stream: UpdateOrder]>([:])

    /// What is kept, or else made now; whoever asks meanwhile waits for it.
    private static func kept<Kept: Sendable>(
        in place: borrowing Mutex<Kept?>,
        _ make: () -> Kept
    ) -> Kept {
        place.withLock { kept in
            if let kept { return kept }
            let made = make()
            kept = made
            return made
        }
    }

    fileprivate func columns(of catalogue: Catalogue) -> PatchColumns {
        Self.kept(in: columns) { PatchColumns(catalogue.ordered) }
    }

    fileprivate func facts(of catalogue: Catalogue) -> PatchFactColumns {
        Self.kept(in: facts) { PatchFactColumns(catalogue) }
    }

    fileprivate func byRelease(of catalogue: Catalogue) -> RowOrder {
        Self.kept(in: byRelease) {
            RowOrder(0..<UInt32(catalogue.count)) {
                catalogue.ordered[Int($0)].releasePlace
            }
        }
    }

    fileprivate func updateOrder(of stream: Stream, _ make: () -> UpdateOrder) -> UpdateOrder {
        updateOrders.withLock { kept in
            if let order = kept[stream] { return order }
            let order = make()
            kept[stream] = order
            return order
        }
    }
}

extension Catalogue {
    /// What filters read most of the patches.
    var columns: PatchColumns { built.columns(of: self) }

    /// The column of a field; `nil` for one that depends on the fleet.
    func column(_ field: PatchField) -> Column? {
        switch field {
        case .number, .name, .title, .advisory, .cve, .source, .stream, .platform, .severity,
            .classification, .isSecurity, .releasedAt, .isExploited, .exploitProbability,
            .needsReboot:
            columns.column(field)
        case .id, .kb, .qid, .appFamily, .product, .vendor, .architecture, .type, .modifiedAt,
            .isSuperseded, .downloadMethod, .isRollback:
            built.facts(of: self).column(field)
        case .decision, .status, .missingCount, .installedCount, .failedCount: nil
        }
    }

    /// The places of ``ordered`` by the day of release.
    var byRelease: RowOrder { built.byRelease(of: self) }

    /// What the updates of a product replace; `nil` for a stream whose patches do not replace each
    /// other.
    func updateOrder(of stream: Stream) -> UpdateOrder? {
        guard stream.isOrderedBySupersedence else { return nil }
        return built.updateOrder(of: stream) {
            UpdateOrder(rules[stream] ?? StreamRules(), of: stream, in: replacements)
        }
    }
}

extension Patch {
    /// Where a patch stands by the day of its release.
    var releasePlace: RowPlace {
        RowPlace(values: [releasedAt.map { .number($0.milliseconds) }], id: id)
    }
}
