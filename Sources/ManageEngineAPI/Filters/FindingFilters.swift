// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// What can be asked about one patch on one system, beside what is asked about either.
enum FindingField: Hashable, Sendable {
    /// The number of ``AffectedStatus``.
    case status
}

/// The parameters that choose findings.
extension QueryFilter where Field == FindingField {
    /// The findings of a status.
    static var status: Self {
        .codes(
            "patchstatusfilter",
            [
                "201": { _ in .test(.status, .isOneOf([.number(201)])) },
                "202": { _ in .test(.status, .isOneOf([.number(202)])) },
                "206": { _ in .test(.status, .isOneOf([.number(206)])) },
            ],
            summary: "201 installed, 202 missing, 206 failed; several separated by commas."
        )
    }
}

/// One patch on one system, as a row shows it.
struct ListedFinding: Sendable {
    /// The system.
    let system: IndexedDevice
    /// What is true of the patch on it.
    let finding: Finding
}

extension FleetView {
    /// The findings that filters accept, by system and then by source package.
    ///
    /// Left out are missing patches that a newer one supersedes on the same system.
    func findings(
        on systems: [IndexedDevice],
        of patches: Filter<PatchField>,
        with findings: Filter<FindingField>
    ) -> [ListedFinding] {
        let tallies = patches == .everything ? nil : snapshot.tallies(of: systems)
        return systems.flatMap { system in
            snapshot.findings(system).filter { finding in
                guard Self.isListed(finding), findings.accepts({ Self.values(of: $0, finding) })
                else { return false }
                if patches == .everything { return true }
                guard let tally = tallies?[finding.patch.id] else { return false }
                return patches.accepts {
                    snapshot.values(
                        of: $0,
                        finding.patch,
                        tally: tally,
                        path: system.device.path
                    )
                }
            }.map { ListedFinding(system: system, finding: $0) }
        }
    }

    private static func values(of field: FindingField, _ finding: Finding) -> [Value] {
        switch field {
        case .status: AffectedStatus(finding.state).map { [.number($0.rawValue)] } ?? []
        }
    }

    private static func isListed(_ finding: Finding) -> Bool {
        switch finding.state {
        case .installed, .unknown: true
        case .missing, .held, .phased, .failed, .inProgress: finding.isCurrent
        case .notApplicable, .unfixed: false
        }
    }
}
