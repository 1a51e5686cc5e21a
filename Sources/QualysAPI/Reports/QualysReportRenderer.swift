// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
package import Services

/// Makes what writes the reports of this dialect.
package func qualysReportRenderer(services: Services) -> any ReportRenderer {
    QualysReportRenderer(services: services)
}

/// Writes the reports of this dialect, whatever section they have.
struct QualysReportRenderer: ReportRenderer {
    /// How many assets or patches are looked up at once: each time the whole list is put in order.
    private static let page = 20_000

    let services: Services
    let dialect = QualysAPI.dialect

    func render(
        _ report: Report,
        from view: FleetView,
        as reader: Principal,
        to sheet: ReportSheet
    ) async throws {
        let work = ReportWork(
            request: try ReportRequest(json: report.request),
            view: view,
            // A query that speaks of now means the time at which the report was asked for.
            now: report.createdAt,
            reader: reader,
            sheet: sheet
        )
        switch work.request.section {
        case .asset: try await renderAssets(work)
        case .patch: try await renderPatches(work)
        case .jobProgress: try await renderJob(work)
        case .mitigationJobProgress: try await renderMitigationJob(work)
        }
    }

    private func renderAssets(_ work: ReportWork) async throws {
        let columns = try await work.begin(AssetReport.columns)
        let filter = try work.devices()
        let having = try work.filter(
            work.request.havingQuery,
            of: "havingQuery",
            SearchSchema.patches
        )
        var place = 0
        while true {
            let page = work.view.devicePage(
                filter,
                having: having,
                from: .offset(place),
                limit: Self.page
            )
            try await work.add(page.rows, columns) { AssetFacts($0, work.view) }
            place += Self.page
            if page.rows.count < Self.page { return }
        }
    }

    private func renderPatches(_ work: ReportWork) async throws {
        let columns = try await work.begin(PatchReport.columns)
        let filter = try work.patches()
        let having = try work.filter(
            work.request.havingQuery,
            of: "havingQuery",
            SearchSchema.devices
        )
        var place = 0
        while true {
            let page = work.view.patchPage(
                filter,
                having: having,
                from: .offset(place),
                limit: Self.page
            )
            let snapshot = work.view.snapshot
            try await work.add(page.rows, columns) {
                PatchReport.Row(patch: $0.patch, tally: $0.tally, snapshot: snapshot)
            }
            place += Self.page
            if page.rows.count < Self.page { return }
        }
    }

    private func renderJob(_ work: ReportWork) async throws {
        let columns = try await work.begin(JobProgressReport.columns)
        let run = try await run(work, of: .patch)
        try await each(of: run, work) { results in
            try await work.add(JobProgressReport.rows(of: results, run), columns) { $0 }
        }
    }

    private func renderMitigationJob(_ work: ReportWork) async throws {
        let columns = try await work.begin(MitigationProgressReport.columns)
        let run = try await run(work, of: .mitigation)
        let mitigations = try await services.mitigations.effective(
            at: run.job.path,
            by: work.reader
        )
        try await each(of: run, work) { results in
            let rows = MitigationProgressReport.rows(of: results, mitigations)
            try await work.add(rows, columns) { $0 }
        }
    }

    /// The run that a report is about.
    private func run(
        _ work: ReportWork,
        of family: JobDocument.Family
    ) async throws -> RunResults {
        try await RunResults(
            of: work.request.job?.description ?? "",
            family,
            instance: work.request.instance,
            in: work.view.snapshot,
            by: work.reader,
            services.deployments
        )
    }

    /// Hands over the results of a run that a report shows.
    private func each(
        of run: RunResults,
        _ work: ReportWork,
        _ body: ([JobResult]) async throws -> Void
    ) async throws {
        let filter = try work.filter(work.request.query, ResultField.schema)
        let platform = work.request.platform
        let groups = run.snapshot.groups
        try await run.each(on: run.assets) { results in
            try await body(
                results.filter { result in
                    (platform == nil || result.asset?.platform == platform)
                        && filter.accepts { result.values(of: $0, groups: groups) }
                }
            )
        }
    }
}

/// One report while it is written.
private struct ReportWork {
    /// How many rows are handed over at once: some milliseconds' work.
    private static let batch = 100

    let request: ReportRequest
    let view: FleetView
    let now: Timestamp
    let reader: Principal
    let sheet: ReportSheet

    /// Writes the heading; the columns that the report has.
    func begin<Row>(_ columns: [ReportColumn<Row>]) async throws -> [ReportColumn<Row>] {
        let chosen = request.chosen(of: columns)
        await sheet.head(chosen.map(\.title))
        return chosen
    }

    /// Writes the rows that some elements make, one each.
    func add<Element, Row>(
        _ elements: [Element],
        _ columns: [ReportColumn<Row>],
        row: (Element) -> Row
    ) async throws {
        // It takes time to find nothing, too: the sheet learns that the writer is still at it.
        if elements.isEmpty { return try await sheet.add([]) }
        for start in stride(from: 0, to: elements.count, by: Self.batch) {
            let part = elements[start..<min(start + Self.batch, elements.count)]
            try await sheet.add(
                part.map { element in
                    let row = row(element)
                    return columns.map { $0.value(row) }
                }
            )
        }
    }

    func devices() throws -> Filter<DeviceField> {
        .all([
            Platforms.filter(.platform, is: request.platform),
            try filter(request.query, SearchSchema.devices),
        ])
    }

    func patches() throws -> Filter<PatchField> {
        .all([
            Platforms.filter(.platform, is: request.platform),
            try filter(request.query, SearchSchema.patches),
        ])
    }

    func filter<Field>(
        _ text: String?,
        of name: String = "query",
        _ schema: FieldSchema<Field>
    ) throws -> Filter<Field> {
        try Questions.filter(text, of: name, schema, now: now)
    }
}

extension Platforms {
    /// The condition that a platform is this one; `nil` accepts all.
    fileprivate static func filter<Field>(
        _ field: Field,
        is platform: Platform?
    ) -> Filter<Field> {
        platform.map { .test(field, .isOneOf([.text($0.rawValue)])) } ?? .everything
    }
}
