// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query

@testable import Services

/// Lists that are made by looking at each row, its values and its findings.
struct NaivePages {
    private typealias PatchRow = (patch: Patch, tally: PatchTally)

    private let view: FleetView
    private let all: [IndexedDevice]
    private let findings: [Device.Identity: [Finding]]

    init(_ view: FleetView) {
        self.view = view
        all = view.devices().sorted { $0.device.id < $1.device.id }
        findings = Dictionary(
            uniqueKeysWithValues: all.map { ($0.device.id, view.snapshot.findings($0)) }
        )
    }

    private func values(_ field: DeviceField, _ device: IndexedDevice) -> [Value] {
        switch field {
        case .missingPatchCount:
            [.number(Int64(findings[device.device.id]?.count(where: \.state.isMissing) ?? 0))]
        case .installedPatchCount:
            [.number(Int64(findings[device.device.id]?.count { $0.state == .installed } ?? 0))]
        default: view.snapshot.values(of: field, device, now: view.now)
        }
    }

    private func values(_ field: PatchField, _ row: (patch: Patch, tally: PatchTally)) -> [Value] {
        view.snapshot.values(of: field, row.patch, tally: row.tally, path: view.scope)
    }

    /// Questions about the devices.
    var deviceQuestions: PageQuestions<DeviceField> {
        PageQuestions(all.map { device in { values($0, device) } })
    }

    /// Questions about the patches of the catalogue.
    var patchQuestions: PageQuestions<PatchField> {
        PageQuestions(rows(of: all).map { row in { values($0, row) } })
    }

    /// Every patch by identity, with its tally over some devices.
    private func rows(of devices: [IndexedDevice]) -> [PatchRow] {
        let own = devices.flatMap { findings[$0.device.id] ?? [] }
        let byPatch = Dictionary(grouping: own, by: \.patch.id)
        return view.snapshot.catalogue.ordered.sorted { $0.id < $1.id }.map { patch in
            let found = byPatch[patch.id] ?? []
            let tally = PatchTally(
                missing: found.count(where: \.isCurrent),
                failed: found.count { $0.isCurrent && $0.state == .failed },
                installed: found.count { $0.state == .installed }
            )
            return (patch, tally)
        }
    }

    /// The devices of a list.
    func devices(
        _ filter: Filter<DeviceField>,
        having: Filter<PatchField>,
        by orders: [FieldOrder<DeviceField>]
    ) -> [IndexedDevice] {
        let tallies = Dictionary(
            uniqueKeysWithValues: rows(of: all).map { ($0.patch.id, $0.tally) }
        )
        let found = all.filter { device in
            guard filter.accepts({ values($0, device) }) else { return false }
            if having == .everything { return true }
            return (findings[device.device.id] ?? []).contains { finding in
                let statuses: [PatchStatus] =
                    finding.state == .installed
                    ? [.installed]
                    : finding.state == .failed
                        ? [.missing, .failed] : finding.state.isMissing ? [.missing] : []
                let row = (finding.patch, tallies[finding.patch.id] ?? PatchTally())
                return !statuses.isEmpty
                    && having.accepts { field in
                        field == .status
                            ? statuses.map { .text($0.rawValue) } : values(field, row)
                    }
            }
        }
        return Self.sorted(found, by: orders.isEmpty ? [FieldOrder(.name)] : orders, values)
    }

    /// The patches of a list that concern a device.
    func patches(
        _ filter: Filter<PatchField>,
        having: Filter<DeviceField>,
        by orders: [FieldOrder<PatchField>]
    ) -> [(patch: Patch, tally: PatchTally)] {
        let devices = all.filter { device in having.accepts { values($0, device) } }
        return list(rows(of: devices).filter { !$0.tally.isEmpty }, filter, orders)
    }

    /// The patches of the catalogue's list.
    func catalogue(
        _ filter: Filter<PatchField>,
        by orders: [FieldOrder<PatchField>]
    ) -> [(patch: Patch, tally: PatchTally)] {
        list(rows(of: all).filter { !$0.patch.isWithdrawn }, filter, orders)
    }

    private func list(
        _ rows: [PatchRow],
        _ filter: Filter<PatchField>,
        _ orders: [FieldOrder<PatchField>]
    ) -> [PatchRow] {
        let orders =
            orders.isEmpty ? [FieldOrder(.releasedAt, isDescending: true)] : orders
        return Self.sorted(
            rows.filter { row in filter.accepts { values($0, row) } },
            by: orders,
            values
        )
    }

    /// Rows, which are by identity, by some orders: the last one first, since equal rows keep their
    /// places.
    private static func sorted<Row, Field>(
        _ rows: [Row],
        by orders: [FieldOrder<Field>],
        _ values: (Field, Row) -> [Value]
    ) -> [Row] {
        orders.reversed().reduce(rows) { rows, order in
            order.sorted(rows) { values(order.field, $0) }
        }
    }
}
