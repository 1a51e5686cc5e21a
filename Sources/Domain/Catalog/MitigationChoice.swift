// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// The mitigations that a deployment carries out for some vulnerabilities on one platform.
package struct MitigationChoice: Sendable, Equatable {
    /// One of them, with what it is wanted for.
    package struct Element: Sendable, Equatable {
        /// The mitigation.
        package let mitigation: Mitigation
        /// The wanted vulnerabilities that it concerns, in the order in which they were named.
        package let cves: [String]
    }

    /// The machines that they are for.
    package let platform: Mitigation.Platform
    /// The mitigations, each once: in the order of the vulnerabilities, those of one by name.
    package let elements: [Element]
    /// The wanted vulnerabilities that no mitigation concerns, in their order.
    package let uncovered: [String]

    /// Chooses among some mitigations those that concern wanted vulnerabilities on a platform.
    ///
    /// - Parameters:
    ///   - cves: What is wanted; a CVE that comes again counts once.
    ///   - platform: The machines.
    ///   - mitigations: What there is, see ``Mitigation/effective(_:at:)``.
    package init(
        of cves: [String],
        on platform: Mitigation.Platform,
        among mitigations: [Mitigation]
    ) {
        self.platform = platform
        var seen: Set<String> = []
        let wanted = cves.filter { seen.insert($0).inserted }
        let fitting = mitigations.filter { $0.content.platform == platform }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        var places: [String: [Int]] = [:]
        for (place, mitigation) in fitting.enumerated() {
            for cve in mitigation.content.cves where seen.contains(cve) {
                places[cve, default: []].append(place)
            }
        }
        var taken: Set<Int> = []
        let order = wanted.flatMap { places[$0] ?? [] }.filter { taken.insert($0).inserted }
        elements = order.map { place in
            let concerned = Set(fitting[place].content.cves)
            return Element(
                mitigation: fitting[place],
                cves: wanted.filter { concerned.contains($0) }
            )
        }
        uncovered = wanted.filter { places[$0] == nil }
    }

    /// The actions of the plan, in order; one that fails keeps none of the others back.
    package var actions: [OrderAction] {
        elements.map { element in
            let content = element.mitigation.content
            return OrderAction(
                id: element.mitigation.id.uuid,
                name: MitigationLabel(name: content.name, cves: element.cves).text,
                script: content.apply,
                verification: content.verification,
                undo: content.undo
            )
        }
    }

    /// Whether one of them takes effect with the next start of the machine only.
    package var needsReboot: Bool { elements.contains { $0.mitigation.content.needsReboot } }
}

extension Mitigation {
    /// The mitigations that deployments of a place may use: those of its tenant and of the tenants
    /// above it, by name.
    ///
    /// Of several with one name that of the nearest tenant counts.
    package static func effective(_ all: [Mitigation], at path: TenantPath) -> [Mitigation] {
        var nearest: [String: Mitigation] = [:]
        for mitigation in all where mitigation.path.contains(path) {
            // Of two tenants above one place, the one with the longer path is the nearer.
            let former = nearest[mitigation.name]?.path.description.utf8.count ?? 0
            if mitigation.path.description.utf8.count > former {
                nearest[mitigation.name] = mitigation
            }
        }
        return nearest.values.sorted { $0.name < $1.name }
    }
}
