// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// Which packages of a patch a call asks for.
///
/// The parameter `filter` speaks of the packages, or, as the vendor's other filters do, of the
/// patch: then it accepts all of its packages or none.
struct PackageQuestion {
    private enum Field: Sendable {
        case name, architecture
    }

    private let packages: Filter<Field>
    private let patches: Filter<PatchField>

    /// The parameter.
    static let filter = Questions.parameter(
        "filter",
        summary: "Which packages, as QQL: `packageName:openssl*`; or a query on the patch."
    )

    /// Reads a call.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    init(_ call: EndpointCall) throws {
        let text = call.string(Self.filter.name)
        do {
            packages = try Questions.filter(text, of: Self.filter.name, Self.schema, now: call.now)
            patches = .everything
        } catch let error as DomainError
            where (error.underlying as? QueryDiagnostic)?.kind == .unknownField
        {
            packages = .everything
            patches = try Questions.filter(
                text,
                of: Self.filter.name,
                SearchSchema.patches,
                now: call.now
            )
        }
    }

    /// The packages of a patch that the call asks for.
    func rows(of patch: Patch, in view: FleetView) -> [PackageRow] {
        guard patches == .everything || view.accepts(patch, by: patches) else { return [] }
        return PackageRow.rows(of: patch).filter { row in
            packages.accepts { field in
                switch field {
                case .name: [.text(row.name)]
                case .architecture: row.architecture.isEmpty ? [] : [.text(row.architecture)]
                }
            }
        }
    }

    private static let schema = FieldSchema<Field>(fields: [
        SchemaField(
            .name,
            "packageName",
            type: .keyword,
            uses: [.search, .sort, .freeText]
        ),
        SchemaField(.architecture, "architecture", type: .keyword),
    ])
}

extension FleetView {
    /// Whether a filter accepts a patch; its numbers are over the caller's devices.
    fileprivate func accepts(_ patch: Patch, by filter: Filter<PatchField>) -> Bool {
        let tally = snapshot.tallies(in: scope)[patch.id] ?? PatchTally()
        return filter.accepts { snapshot.values(of: $0, patch, tally: tally, path: scope) }
    }
}
