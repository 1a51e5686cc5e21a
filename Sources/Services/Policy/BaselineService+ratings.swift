// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

extension BaselineService {
    /// The ratings that the caller's tenant, those above it and those below it gave, by place.
    package func ratings(by principal: Principal) async throws -> [BaselineRating] {
        try principal.require(.readPatches)
        let scope = principal.scope
        return try await environment.store.read { transaction in
            try transaction.ratings().filter {
                $0.path.contains(scope) || scope.contains($0.path)
            }
        }
    }

    /// Rates a patch for the caller's tenant; who made the first rating, and when, stays.
    ///
    /// `word` is one of ``BaselineRating/whitelisted``, ``BaselineRating/blacklisted`` or any
    /// other.
    /// - Throws: ``DomainError/Code/patchNotFound``, ``DomainError/Code/requestInvalid``.
    package func rate(
        _ patch: Patch.Identity,
        word: String,
        cve: String? = nil,
        comment: String = "",
        by principal: Principal
    ) async throws -> BaselineRating {
        try principal.require(.approvePatches)
        try requireKnown([patch])
        try Self.requireText(word, 1...BaselineRating.wordMax, "rating")
        if let cve { try Self.requireText(cve, 1...BaselineRating.wordMax, "cve") }
        guard comment.utf8.count <= BaselineRating.commentMax else {
            throw DomainError(
                .requestInvalid,
                subject: "comments: has more than \(BaselineRating.commentMax) bytes"
            )
        }
        return try await environment.change(by: principal) { transaction, now, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            let former = try transaction.rating(of: patch, tenant: tenant.id)
            var rating = BaselineRating(
                tenant: tenant.id,
                path: tenant.path,
                patch: patch,
                word: word,
                cve: cve,
                comment: comment,
                createdBy: former?.createdBy ?? principal.label,
                createdAt: former?.createdAt ?? now
            )
            rating.updatedBy = principal.label
            rating.updatedAt = now
            try transaction.setRating(rating, patch: patch, tenant: tenant.id)
            try audit.record(
                "patch.rate",
                subject: patch.description,
                detail: word + (cve.map { " \($0)" } ?? ""),
                tenant: tenant.id
            )
            return rating
        }
    }

    /// Takes the rating that the caller's tenant gave a patch back; without one nothing happens.
    package func unrate(_ patch: Patch.Identity, by principal: Principal) async throws {
        try principal.require(.approvePatches)
        try await environment.change(by: principal) { transaction, _, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            guard try transaction.rating(of: patch, tenant: tenant.id) != nil else { return }
            try transaction.setRating(nil, patch: patch, tenant: tenant.id)
            try audit.record("patch.unrate", subject: patch.description, tenant: tenant.id)
        }
    }

    private static func requireText(
        _ text: String,
        _ range: ClosedRange<Int>,
        _ place: String
    ) throws {
        guard range.contains(text.utf8.count), !PlainText.hasControl(text) else {
            throw DomainError(
                .requestInvalid,
                subject: "\(place): must have \(range.lowerBound) to \(range.upperBound) bytes "
                    + "without control characters"
            )
        }
    }
}
