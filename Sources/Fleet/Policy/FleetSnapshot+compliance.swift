// SPDX-License-Identifier: Apache-2.0
package import Domain

extension FleetSnapshot {
    /// Measures the devices of a compliance against some baselines.
    ///
    /// A patch counts as the device's inventory says, whatever was decided about it. One that does
    /// not concern the device counts for nothing. Where nobody can tell of a device, every patch
    /// that concerns it, or might, is unknown.
    ///
    /// - Parameters:
    ///   - compliance: What is assigned; devices of other platforms are passed over, those that
    ///     were never scanned are not.
    ///   - baselines: The baselines with their patches.
    ///   - now: The time, for the age of inventories and feeds.
    /// - Returns: One result per baseline and device, the devices by number within each baseline.
    package func measure(
        _ compliance: Compliance,
        against baselines: [(id: Baseline.Identity, patches: [Patch])],
        now: Timestamp
    ) -> [ComplianceResult] {
        let measured = devices(of: compliance)
        var results = baselines.map { _ in [ComplianceResult]() }
        let sets = baselines.map { Set($0.patches.map(\.id)) }
        let platformCounts = baselines.map { baseline in
            baseline.patches.count { CompliancePlatform($0.stream) == compliance.platform }
        }
        for device in measured {
            let findings = findings(device)
            let reason = unknown(device, now: now)
            for index in baselines.indices {
                var result = ComplianceResult(
                    baseline: baselines[index].id,
                    device: device.device.id,
                    compliant: 0,
                    missing: [],
                    unknown: device.packages == nil ? platformCounts[index] : 0,
                    reason: reason
                )
                for finding in findings where sets[index].contains(finding.patch.id) {
                    result.count(finding)
                }
                results[index].append(result)
            }
        }
        return results.flatMap(\.self)
    }

    /// The devices that a compliance measures, by number.
    package func devices(of compliance: Compliance) -> [IndexedDevice] {
        devices(in: compliance.path).filter { device in
            guard
                compliance.devices.contains(device.device.id)
                    || !compliance.groups.isDisjoint(with: device.groups)
            else { return false }
            let platform = device.device.stream.map { CompliancePlatform($0) }
            return platform == nil || platform == compliance.platform
        }
    }
}

extension ComplianceResult {
    /// Counts a finding about a patch of the baseline.
    fileprivate mutating func count(_ finding: Finding) {
        switch finding.state {
        case .missing, .held, .phased, .failed, .inProgress:
            if reason == nil { missing.append(finding.patch.id) } else { unknown += 1 }
        case .installed: if reason == nil { compliant += 1 } else { unknown += 1 }
        case .unknown: unknown += 1
        case .notApplicable, .unfixed: break
        }
    }
}
