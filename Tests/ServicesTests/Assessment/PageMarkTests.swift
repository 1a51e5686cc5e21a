// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation
import Query
import Testing

@testable import Services

/// Marks of pages while the fleet changes.
@Suite struct PageMarkTests {
    private let fleet = PageFleet(seed: 11, deviceCount: 60)

    private var view: FleetView {
        FleetView(
            snapshot: fleet.writer.snapshot,
            scope: PageFleet.root,
            now: PageFleet.now
        )
    }

    private func change(_ fill: (inout FleetFacts) -> Void) {
        let number = fleet.writer.snapshot.changeNumber + 1
        var facts = FleetFacts(changeNumber: number, isEverything: false)
        fill(&facts)
        _ = fleet.writer.take(facts)
    }

    @Test(
        "a mark whose device is gone still says where the next page begins",
        arguments: [
            [], [FieldOrder(.name, isDescending: true)],
            [FieldOrder(.operatingSystem), FieldOrder(.number, isDescending: true)],
        ] as [[FieldOrder<DeviceField>]]
    )
    func isGone(orders: [FieldOrder<DeviceField>]) throws {
        let list = view.devicePage(.everything, by: orders, limit: .max).rows
        let last = list[29]
        let mark = view.mark(last, by: orders)
        change { $0.removed = [last.device.id] }
        let next = view.devicePage(.everything, by: orders, from: .after(mark), limit: .max)
        #expect(next.rows.map(\.device.id) == list[30...].map(\.device.id))
        #expect(next.total == 59)
    }

    @Test("a device that is renamed behind the mark is not shown twice, and one before it is shown")
    func isRenamed() throws {
        let list = view.devicePage(.everything, limit: .max).rows
        let mark = view.mark(list[29], by: [])
        var (back, forth) = (list[40], list[10])
        back.device.name = "!"
        forth.device.name = "zzz"
        change { $0.devices = [back, forth].map { .init($0.device, packages: $0.packages) } }
        let next = view.devicePage(.everything, from: .after(mark), limit: .max)
        let expected = list[30...].map(\.device.id).filter { $0 != back.device.id }
        #expect(next.rows.map(\.device.id) == expected + [forth.device.id])
        #expect(view.devicePage(.everything, limit: 1).rows.map(\.device.id) == [back.device.id])
    }

    @Test("the mark of a patch is what counts of its values")
    func patchMark() throws {
        let row = try #require(view.cataloguePage(.everything, limit: 1).rows.first)
        let released = row.patch.releasedAt.map { Value.number($0.milliseconds) }
        #expect(view.mark(row, by: []) == PageMark(values: [released], id: row.patch.id.uuid))
        let orders = [
            FieldOrder(PatchField.product), FieldOrder(.product, isDescending: true),
            FieldOrder(.kb),
        ]
        let mark = view.mark(row, by: orders)
        let words = row.patch.product + [row.patch.stream.rawValue]
        #expect(mark.values[0] == words.min { $0.lowercased() < $1.lowercased() }.map { .text($0) })
        #expect(mark.values[1] == words.max { $0.lowercased() < $1.lowercased() }.map { .text($0) })
        #expect(mark.values[2] == row.patch.kb.map { .text($0) })
    }

    @Test(
        "a page after a mark with other values than the orders have begins somewhere, not nowhere"
    )
    func oddMarks() {
        let id = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        let first = PageMark(values: [.number(0)], id: id)
        #expect(view.devicePage(.everything, from: .after(first), limit: 9).rows.count == 9)
        let none = PageMark(values: [], id: id)
        #expect(view.devicePage(.everything, from: .after(none), limit: 9).rows.isEmpty)
        let many = PageMark(values: [.text(""), .text("x"), nil], id: id)
        #expect(view.devicePage(.everything, from: .after(many), limit: 9).rows.count == 9)
        for orders in [[], [FieldOrder(DeviceField.number)]] {
            let page = view.devicePage(.everything, by: orders, from: .offset(-1), limit: 9)
            #expect(page.rows.count == 9)
        }
        #expect(view.devicePage(.everything, from: .offset(.max), limit: .max).rows.isEmpty)
        #expect(view.devicePage(.everything, limit: 0).total == 60)
    }

    @Test("a caller sees the pages of its own place")
    func scope() {
        let site = FleetView(
            snapshot: fleet.writer.snapshot,
            scope: PageFleet.sites[0],
            now: PageFleet.now
        )
        let own = view.devices().filter { $0.device.path == PageFleet.sites[0] }
        #expect(site.devicePage(.everything, limit: .max).total == own.count)
        #expect(own.count < 60)
        let findings = own.flatMap { view.snapshot.findings($0) }
        let page = site.patchPage(.everything, limit: .max)
        for row in page.rows {
            #expect(
                row.tally.installed
                    == findings.count { $0.patch.id == row.patch.id && $0.state == .installed }
            )
        }
        #expect(site.patchCount(.everything) == page.total)
    }
}
