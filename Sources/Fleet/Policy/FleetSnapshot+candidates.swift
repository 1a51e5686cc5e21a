// SPDX-License-Identifier: Apache-2.0
package import Domain
import Query

/// What the fleet says about the patches that a tenant's settings may decide about.
package struct ApprovalSurvey: Sendable {
    /// The patches that a device of the tenant lacks and nobody decided about for the tenant, in
    /// the catalogue's order.
    package internal(set) var candidates: [ApprovalCandidate] = []
    /// The queries of the settings that cannot be read any more, each with its mistake; they
    /// accept nothing.
    package internal(set) var faults: [String] = []
}

extension FleetSnapshot {
    /// Asks the fleet what ``ApprovalPlan`` needs to know.
    ///
    /// - Parameters:
    ///   - settings: The tenant's settings.
    ///   - reserves: The patches that the tenant keeps for people.
    ///   - now: What the word means in a query.
    /// - Returns: The patches that a decision could be made about.
    package func approvalSurvey(
        _ settings: ApprovalSettings,
        reserves: [ApprovalReserve],
        now: Timestamp
    ) -> ApprovalSurvey {
        var survey = ApprovalSurvey()
        let tallies = tallies(in: settings.path)
        let kept = Set(reserves.map { Reserved(patch: $0.patch, group: $0.group) })
        let isManual = settings.mode == .manual
        let rules = (isManual ? settings.rules : []).map { rule in
            places(rule.query, tallies, settings.path, now, &survey.faults)
        }
        let groups = settings.countingTestGroups.map { test in
            TestFleet(
                test,
                tallies: self.tallies(
                    of: devices(in: settings.path).filter { $0.groups.contains(test.group) }
                ),
                places: places(test.query, tallies, settings.path, now, &survey.faults)
            )
        }
        for place in tallies.places.slots {
            let patch = catalogue.ordered[Int(place)]
            guard let tally = tallies[patch.id], tally.missing > 0,
                approval(of: patch.id, at: settings.path) == nil
            else { continue }
            var candidate = ApprovalCandidate(
                patch: patch.id,
                releasedAt: patch.releasedAt,
                firstImportedAt: patch.knownSince,
                isReserved: kept.contains(Reserved(patch: patch.id, group: nil)),
                failed: tally.failed
            )
            candidate.rules = Set(rules.indices.filter { rules[$0].contains(place) })
            candidate.trials = groups.indices.compactMap { index in
                groups[index].trial(index, patch, place, decisions(of: patch, settings), kept)
            }
            survey.candidates.append(candidate)
        }
        return survey
    }

    /// The decisions that reach a tenant's place.
    private func decisions(of patch: Patch, _ settings: ApprovalSettings) -> [Approval] {
        (approvals[patch.id] ?? []).filter { $0.path.contains(settings.path) }
    }

    private func places(
        _ query: String,
        _ tallies: PatchTallies,
        _ path: TenantPath,
        _ now: Timestamp,
        _ faults: inout [String]
    ) -> Bitmap {
        do {
            let parser = QueryParser(SearchSchema.patches, now: now.milliseconds)
            return patchPlaces(
                matching: try parser.filter(query),
                tallies: tallies,
                path: path
            )
        } catch {
            faults.append("\(query): \(error)")
            return Bitmap(count: catalogue.count)
        }
    }
}

private struct Reserved: Hashable {
    let patch: Patch.Identity
    let group: Group.Identity?
}

/// A test group with what its devices have.
private struct TestFleet {
    let test: TestGroup
    let tallies: PatchTallies
    let places: Bitmap

    init(_ test: TestGroup, tallies: PatchTallies, places: Bitmap) {
        self.test = test
        self.tallies = tallies
        self.places = places
    }

    /// The patch in this group; `nil` where it is not tested here.
    func trial(
        _ index: Int,
        _ patch: Patch,
        _ place: UInt32,
        _ decisions: [Approval],
        _ kept: Set<Reserved>
    ) -> ApprovalCandidate.Trial? {
        guard places.contains(place),
            test.platform.map({ $0 == CompliancePlatform(patch.stream) }) ?? true
        else { return nil }
        let tally = tallies[patch.id] ?? PatchTally()
        let decision = decisions.filter { $0.group == test.group }
            .max { $0.path.description.utf8.count < $1.path.description.utf8.count }
        // A test that began goes on even where its devices are gone, and then never ends well.
        guard decision != nil || tally.missing + tally.installed > 0 else { return nil }
        return ApprovalCandidate.Trial(
            testGroup: index,
            decision: decision,
            isReserved: kept.contains(Reserved(patch: patch.id, group: test.group)),
            installed: tally.installed
        )
    }
}
