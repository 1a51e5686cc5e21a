// SPDX-License-Identifier: Apache-2.0
import Domain
import Query

/// The columns of the devices at a point in time.
struct DeviceSource: ColumnSource {
    let snapshot: FleetSnapshot
    let now: Timestamp

    func column(_ field: DeviceField) -> Column {
        let column = snapshot.columns.column(
            field,
            tenants: snapshot.tenants,
            groups: snapshot.groups
        )
        if let column { return column }
        let (snapshot, now) = (snapshot, now)
        let values: @Sendable (UInt32) -> [Value] = { slot in
            snapshot.devices[slot: slot].map { snapshot.values(of: field, $0, now: now) } ?? []
        }
        switch field {
        case .missingPatchCount:
            return .numbers(snapshot.counts.missing, present: snapshot.columns.present)
        case .installedPatchCount:
            return .numbers(snapshot.counts.installed, present: snapshot.columns.present)
        case .missingPatchTitle:
            return .related(
                rows: { snapshot.devices(lackingTitle: $0, among: $1) },
                values: values
            )
        case .installedPatchTitle:
            return .related(rows: { snapshot.devices(havingTitle: $0, among: $1) }, values: values)
        default: return .computed(values)
        }
    }
}

/// The columns of the patches as a place sees them.
struct PatchSource: ColumnSource {
    let snapshot: FleetSnapshot
    let tallies: PatchTallies
    let path: TenantPath

    func column(_ field: PatchField) -> Column {
        if let column = snapshot.catalogue.column(field) { return column }
        let all = Bitmap(all: snapshot.catalogue.count)
        switch field {
        case .missingCount: return .numbers(tallies.counts { $0.missing }, present: all)
        case .installedCount: return .numbers(tallies.counts { $0.installed }, present: all)
        case .failedCount: return .numbers(tallies.counts { $0.failed }, present: all)
        case .status:
            return .sets(
                [
                    (.text(PatchStatus.missing.rawValue), tallies.places { $0.missing > 0 }),
                    (.text(PatchStatus.installed.rawValue), tallies.places { $0.installed > 0 }),
                    (.text(PatchStatus.failed.rawValue), tallies.places { $0.failed > 0 }),
                ]
            )
        case .decision: return decisions
        default:
            let (snapshot, tallies, path) = (snapshot, tallies, path)
            return .computed { place in
                let patch = snapshot.catalogue.ordered[Int(place)]
                return snapshot.values(
                    of: field,
                    patch,
                    tally: tallies[patch.id] ?? PatchTally(),
                    path: path
                )
            }
        }
    }

    /// The decisions that count at the place: few patches have one.
    private var decisions: Column {
        let words = [nil, Approval.Decision.approved, .declined]
        var codes = [UInt32](repeating: 0, count: snapshot.catalogue.count)
        for patch in snapshot.approvals.keys {
            guard let slot = snapshot.catalogue.slot(of: patch),
                let decision = snapshot.approval(of: patch, at: path)?.decision,
                let code = words.firstIndex(of: decision)
            else { continue }
            codes[Int(snapshot.catalogue.ranks[Int(slot)])] = UInt32(code)
        }
        return .codes(
            ChunkedArray(codes),
            .values(words.map { .text($0?.rawValue ?? "none") })
        )
    }
}
