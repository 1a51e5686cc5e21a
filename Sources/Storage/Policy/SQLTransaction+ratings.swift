// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        tenant_id, patch_id, path, word, cve, remark, created_by, created_at, updated_by, \
        updated_at
        """

    func setRating(
        _ rating: BaselineRating?,
        patch: Patch.Identity,
        tenant: Tenant.Identity
    ) throws {
        guard let rating else {
            try execute(
                "DELETE FROM patch_rating WHERE tenant_id = ? AND patch_id = ?",
                tenant,
                patch
            )
            return
        }
        guard rating.patch == patch, rating.tenant == tenant else {
            throw DomainError(
                .internalFault,
                subject: "rating of \(rating.patch) by \(rating.tenant), given for \(patch) by "
                    + "\(tenant)"
            )
        }
        try execute(
            """
            INSERT INTO patch_rating (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, patch_id) DO UPDATE SET path = excluded.path,
                word = excluded.word, cve = excluded.cve, remark = excluded.remark,
                created_by = excluded.created_by, created_at = excluded.created_at,
                updated_by = excluded.updated_by, updated_at = excluded.updated_at
            """,
            rating.tenant,
            rating.patch,
            rating.path,
            rating.word,
            rating.cve,
            rating.comment,
            rating.createdBy,
            rating.createdAt,
            rating.updatedBy,
            rating.updatedAt
        )
    }

    func rating(of patch: Patch.Identity, tenant: Tenant.Identity) throws -> BaselineRating? {
        try first(
            "SELECT \(Self.columns) FROM patch_rating WHERE tenant_id = ? AND patch_id = ?",
            tenant,
            patch,
            make: rating
        )
    }

    func ratings() throws -> [BaselineRating] {
        try all("SELECT \(Self.columns) FROM patch_rating ORDER BY path, patch_id", make: rating)
    }

    private func rating(_ row: any SQLRow) throws -> BaselineRating {
        var rating = BaselineRating(
            tenant: try row.get(0),
            path: try row.get(2),
            patch: try row.get(1),
            word: try row.get(3),
            cve: try row.get(4),
            comment: try row.get(5),
            createdBy: try row.get(6),
            createdAt: try row.get(7)
        )
        rating.updatedBy = try row.get(8)
        rating.updatedAt = try row.get(9)
        return rating
    }
}
