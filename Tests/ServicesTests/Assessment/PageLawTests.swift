// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Foundation
import Query
import Testing

@testable import Services

/// The law of pages: whatever the filter and the orders, pages by marks and pages by numbers are the
/// list that one gets by looking at each row.
@Suite struct PageLawTests {
    private static let filterCount = 200
    private let view: FleetView
    private let naive: NaivePages

    init() {
        let fleet = PageFleet(seed: 7, deviceCount: 70)
        view = FleetView(
            snapshot: fleet.writer.snapshot,
            scope: PageFleet.root,
            now: PageFleet.now
        )
        naive = NaivePages(view)
    }

    /// The list that pages make, each beginning where the one before ended, by number and by mark.
    private func lists<Row>(
        _ random: inout PageRandom,
        page: (PagePlace, Int) -> ListPage<Row>,
        mark: (Row) -> PageMark,
        id: (Row) -> UUID
    ) -> (byNumber: [UUID], byMark: [UUID], totals: Set<Int>) {
        var (byNumber, byMark) = ([] as [UUID], [] as [UUID])
        let size = 1 + random.draw(below: 40)
        var totals: Set<Int> = []
        while true {
            let found = page(.offset(byNumber.count), size)
            totals.insert(found.total)
            byNumber += found.rows.map(id)
            if found.rows.count < size { break }
        }
        var place = PagePlace.offset(0)
        while true {
            let found = page(place, size)
            totals.insert(found.total)
            byMark += found.rows.map(id)
            guard let last = found.rows.last else { break }
            place = .after(mark(last))
        }
        return (byNumber, byMark, totals)
    }

    @Test("the fleet has everything that the law is about")
    func isOfUse() {
        let devices = view.devices()
        #expect(devices.count == 70)
        #expect(devices.count { $0.platform == .windows } > 10)
        #expect(devices.count { $0.platform == .linux } > 10)
        for field in DeviceField.allCases {
            let values = Set(devices.map { view.snapshot.values(of: field, $0, now: view.now) })
            #expect(values.count > 1, "\(field)")
        }
        let patches = view.cataloguePage(.everything, limit: .max).rows
        for field in PatchField.allCases {
            let values = Set(
                patches.map {
                    view.snapshot.values(of: field, $0.patch, tally: $0.tally, path: view.scope)
                }
            )
            #expect(values.count > 1, "\(field)")
        }
        #expect(view.snapshot.catalogue.count > patches.count)
        #expect(patches.contains { $0.tally.failed > 0 })
    }

    @Test("pages of devices", arguments: 0..<4 as Range<UInt64>)
    func devices(part: UInt64) {
        var random = PageRandom(seed: part)
        let questions = naive.deviceQuestions
        let patchQuestions = naive.patchQuestions
        for _ in 0..<(Self.filterCount / 4) {
            let filter = questions.filter(&random)
            let having = random.draw(below: 2) == 0 ? .everything : patchQuestions.filter(&random)
            let orders = questions.orders(&random)
            let found = lists(&random) {
                view.devicePage(filter, having: having, by: orders, from: $0, limit: $1)
            } mark: {
                view.mark($0, by: orders)
            } id: {
                $0.device.id.uuid
            }
            let expected = naive.devices(filter, having: having, by: orders)
                .map(\.device.id.uuid)
            let comment: Comment = "\(filter) having \(having) by \(orders)"
            #expect(found.byNumber == expected, comment)
            #expect(found.byMark == expected, comment)
            #expect(found.totals == [expected.count], comment)
            #expect(view.deviceCount(filter, having: having) == expected.count, comment)
        }
    }

    @Test("pages of patches that concern devices", arguments: 0..<4 as Range<UInt64>)
    func patches(part: UInt64) {
        var random = PageRandom(seed: part)
        let questions = naive.patchQuestions
        let deviceQuestions = naive.deviceQuestions
        for _ in 0..<(Self.filterCount / 4) {
            let filter = questions.filter(&random)
            let having = random.draw(below: 2) == 0 ? .everything : deviceQuestions.filter(&random)
            let orders = questions.orders(&random)
            let found = lists(&random) {
                view.patchPage(filter, having: having, by: orders, from: $0, limit: $1)
            } mark: {
                view.mark($0, by: orders)
            } id: {
                $0.patch.id.uuid
            }
            let rows = naive.patches(filter, having: having, by: orders)
            let expected = rows.map(\.patch.id.uuid)
            let comment: Comment = "\(filter) having \(having) by \(orders)"
            #expect(found.byNumber == expected, comment)
            #expect(found.byMark == expected, comment)
            #expect(found.totals == [expected.count], comment)
            #expect(view.patchCount(filter, having: having) == expected.count, comment)
            let page = view.patchPage(filter, having: having, by: orders, limit: .max)
            #expect(page.rows.map(\.tally) == rows.map(\.tally), comment)
        }
    }

    @Test("pages of the catalogue", arguments: 0..<4 as Range<UInt64>)
    func catalogue(part: UInt64) {
        var random = PageRandom(seed: part)
        let questions = naive.patchQuestions
        for _ in 0..<(Self.filterCount / 4) {
            let filter = questions.filter(&random)
            let orders = questions.orders(&random)
            let found = lists(&random) {
                view.cataloguePage(filter, by: orders, from: $0, limit: $1)
            } mark: {
                view.mark($0, by: orders)
            } id: {
                $0.patch.id.uuid
            }
            let expected = naive.catalogue(filter, by: orders).map(\.patch.id.uuid)
            let comment: Comment = "\(filter) by \(orders)"
            #expect(found.byNumber == expected, comment)
            #expect(found.byMark == expected, comment)
            #expect(found.totals == [expected.count], comment)
        }
    }
}
