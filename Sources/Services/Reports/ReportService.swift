// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A report before it has an identity.
package struct ReportDraft: Sendable {
    /// The dialect that it is asked for in.
    package var dialect: String
    /// Which of the dialect's reports it is.
    package var kind: String
    /// What it tells about.
    package var subject: Report.Subject
    /// Its name.
    package var name: String
    /// What people write about it.
    package var summary: String
    /// What is asked for, as JSON in the dialect's own words.
    package var request: String

    /// Makes a draft.
    package init(
        dialect: String,
        kind: String,
        subject: Report.Subject,
        name: String,
        summary: String = "",
        request: String = "{}"
    ) {
        self.dialect = dialect
        self.kind = kind
        self.subject = subject
        self.name = name
        self.summary = summary
        self.request = request
    }
}

/// Reports: asked for at once, written in the background, read for a week.
package struct ReportService: Sendable {
    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Asks for a report about what the caller sees.
    ///
    /// - Throws: ``DomainError/Code/permissionMissing``; ``DomainError/Code/requestInvalid``;
    ///   ``DomainError/Code/tooManyRequests`` where the caller's place has
    ///   ``Report/countMax`` of them.
    package func create(_ draft: ReportDraft, by principal: Principal) async throws -> Report {
        try principal.require(draft.subject)
        try draft.name.requireName(bytesMax: Report.nameMax)
        try Self.require(draft.summary, bytesMax: Report.summaryMax, "description")
        try Self.require(draft.request, bytesMax: Report.requestMax, "request")
        let random = environment.random
        return try await environment.change(by: principal) { transaction, now, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            guard try transaction.reportCount(in: tenant.path) < Report.countMax else {
                throw DomainError(
                    .tooManyRequests,
                    subject: "\(Report.countMax) reports",
                    hint: "remove some, or wait until they expire"
                )
            }
            let report = Report(
                id: Report.Identity(random.uuid()),
                number: try transaction.nextNumber(of: "report"),
                tenant: tenant.id,
                path: tenant.path,
                dialect: draft.dialect,
                kind: draft.kind,
                subject: draft.subject,
                name: draft.name,
                summary: draft.summary,
                format: .csv,
                request: draft.request,
                createdBy: principal.label,
                createdAt: now
            )
            try transaction.insert(report)
            try audit.record("report.create", of: report)
            return report
        }
    }

    /// The reports of a dialect that the caller may read, newest first.
    package func list(
        of dialect: String,
        offset: Int,
        limit: Int,
        by principal: Principal
    ) async throws -> [Report] {
        let subjects = Set(
            Report.Subject.allCases.filter { $0.permissions.isSubset(of: principal.permissions) }
        )
        // Who may read none of them is told so, as everywhere.
        if subjects.isEmpty {
            try principal.require(.readPatches)
            try principal.require(.readDevices)
        }
        return try await environment.store.read { transaction in
            try transaction.reports(
                of: dialect,
                in: principal.scope,
                about: subjects,
                offset: offset,
                limit: limit
            )
        }
    }

    /// One report of a dialect.
    ///
    /// - Throws: ``DomainError/Code/reportNotFound``, ``DomainError/Code/permissionMissing``.
    package func report(
        _ id: Report.Identity,
        of dialect: String,
        by principal: Principal
    ) async throws -> Report {
        try await environment.store.read { try $0.report(id, of: dialect, for: principal) }
    }

    /// Removes a report of a dialect, whether or not it is written.
    ///
    /// - Throws: ``DomainError/Code/reportNotFound``; ``DomainError/Code/permissionMissing`` where
    ///   somebody else asked for it and the caller does not manage access.
    package func delete(
        _ id: Report.Identity,
        of dialect: String,
        by principal: Principal
    ) async throws {
        try await environment.change(by: principal) { transaction, _, audit in
            let report = try transaction.report(id, of: dialect, for: principal)
            if report.createdBy != principal.label { try principal.require(.manageAccess) }
            try transaction.deleteReport(id)
            try audit.record("report.delete", of: report)
        }
    }

    private static func require(_ text: String, bytesMax: Int, _ name: String) throws {
        guard text.utf8.count <= bytesMax, !text.utf8.contains(0) else {
            throw DomainError(
                .requestInvalid,
                subject: "\(name): must have at most \(bytesMax) bytes, and no NUL"
            )
        }
    }
}

extension StoreTransaction {
    /// A report that a caller may read.
    ///
    /// - Throws: ``DomainError/Code/reportNotFound``, ``DomainError/Code/permissionMissing``.
    fileprivate func report(
        _ id: Report.Identity,
        of dialect: String,
        for principal: Principal
    ) throws -> Report {
        guard let report = try report(id), report.dialect == dialect,
            principal.scope.contains(report.path)
        else { throw DomainError(.reportNotFound, subject: "report \(id)") }
        try principal.require(report.subject)
        return report
    }
}

extension Principal {
    /// Lets the call pass where the caller may see all that reports about a subject tell.
    fileprivate func require(_ subject: Report.Subject) throws(DomainError) {
        // In order, so that the same one of several missing ones is named.
        for permission in Permission.allCases where subject.permissions.contains(permission) {
            try require(permission)
        }
    }
}

extension AuditRecorder {
    /// Adds a line about a report.
    fileprivate func record(_ action: String, of report: Report) throws {
        try record(
            action,
            subject: report.id.description,
            detail: "\(report.dialect) \(report.kind): \(report.name)",
            tenant: report.tenant
        )
    }
}
