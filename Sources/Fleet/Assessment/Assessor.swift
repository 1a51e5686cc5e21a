// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// Finds what one inventory misses and has, patch by patch.
package struct Assessor {
    let catalogue: Catalogue

    /// Makes an assessor over one state of the catalogue.
    package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    /// The patches that concern the installed packages, missing and installed ones.
    package func assess(_ inventory: Inventory) -> Assessment {
        let verdicts = ProfileVerdicts(InventoryProfile(inventory), catalogue)
        guard verdicts.isCovered else { return Assessment(findings: [], unknown: .noCatalogue) }
        var parts: [UInt32: [FindingPart]] = [:]
        func add(_ verdict: RowVerdict, of package: InstalledPackage?) {
            for (contribution, fixed) in zip(verdict.contributions, verdict.fixed) {
                parts[contribution.patch, default: []].append(
                    FindingPart(package: package, contribution: contribution, fixed: fixed)
                )
            }
        }
        add(verdicts.ofProfile(), of: nil)
        let deciding = DecidingPackages.split(inventory).deciding
        for package in deciding { add(verdicts.of(package), of: package) }
        let slots = parts.keys.sorted { catalogue.ranks[Int($0)] < catalogue.ranks[Int($1)] }
        return Assessment(
            findings: slots.compactMap {
                Finding(of: catalogue.patch(at: $0), parts: parts[$0] ?? [], in: catalogue)
            },
            unknown: nil
        )
    }
}

/// What is known of one inventory against one catalogue.
package struct Assessment: Sendable {
    /// The findings, in the catalogue's order.
    package let findings: [Finding]
    /// Why nothing can be said; `nil` where the findings are everything.
    package let unknown: Finding.Reason?

    /// Makes an assessment.
    package init(findings: [Finding], unknown: Finding.Reason?) {
        self.findings = findings
        self.unknown = unknown
    }

    /// The finding about a patch; `nil` where the patch does not concern any installed package.
    package func finding(of patch: Patch.Identity) -> Finding? {
        findings.first { $0.patch.id == patch }
    }
}
