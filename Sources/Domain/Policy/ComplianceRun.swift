// SPDX-License-Identifier: Apache-2.0

/// What one measurement of a compliance found.
package struct ComplianceRun: Sendable, Equatable {
    /// The identity of a run.
    package typealias Identity = ID<ComplianceRun>

    /// The run's identity.
    package var id: Identity
    /// The number that dialects show; a later run has a larger one.
    package var number: Int64
    /// The compliance.
    package var compliance: Compliance.Identity
    /// When it was measured.
    package var at: Timestamp
    /// Who asked for it.
    package var by: String
    /// One result per active baseline and device, in the order of both.
    package var results: [ComplianceResult]

    /// Makes a run.
    package init(
        id: Identity,
        number: Int64,
        compliance: Compliance.Identity,
        at: Timestamp,
        by: String,
        results: [ComplianceResult]
    ) {
        self.id = id
        self.number = number
        self.compliance = compliance
        self.at = at
        self.by = by
        self.results = results
    }

    /// How many devices are in which state, over all baselines.
    package var totals: ComplianceTotals {
        var worst: [Device.Identity: ComplianceResult.State] = [:]
        for result in results {
            worst[result.device] = max(worst[result.device] ?? .compliant, result.state)
        }
        var totals = ComplianceTotals()
        for state in worst.values { totals.count(state) }
        return totals
    }
}

/// One baseline on one device.
package struct ComplianceResult: Codable, Sendable, Equatable {
    /// What is true of a device; the later one is the stronger word.
    package enum State: Int, Codable, Sendable, CaseIterable, Comparable {
        /// It has every patch of the baseline that concerns it.
        case compliant = 0
        /// Nobody can tell of at least one patch, and it is not known to lack any.
        case unknown = 1
        /// It lacks at least one patch.
        case missing = 2

        /// The stronger word is larger.
        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The baseline.
    package var baseline: Baseline.Identity
    /// The device.
    package var device: Device.Identity
    /// How many patches of the baseline it has.
    package var compliant: Int
    /// The patches of the baseline that it lacks, in order.
    package var missing: [Patch.Identity]
    /// Of how many patches of the baseline nobody can tell.
    package var unknown: Int
    /// Why nobody can tell anything of the device; `nil` where its findings are whole.
    package var reason: Finding.Reason?

    /// Makes a result.
    package init(
        baseline: Baseline.Identity,
        device: Device.Identity,
        compliant: Int,
        missing: [Patch.Identity],
        unknown: Int,
        reason: Finding.Reason?
    ) {
        self.baseline = baseline
        self.device = device
        self.compliant = compliant
        self.missing = missing
        self.unknown = unknown
        self.reason = reason
    }

    /// The result in a word: a device of which nobody can tell is never compliant.
    package var state: State {
        if !missing.isEmpty { return .missing }
        return unknown > 0 || reason != nil ? .unknown : .compliant
    }
}

/// How many devices a run found in which state.
package struct ComplianceTotals: Sendable, Equatable {
    /// Devices that have everything.
    package var compliant: Int
    /// Devices that lack something.
    package var missing: Int
    /// Devices of which nobody can tell.
    package var unknown: Int

    /// Makes totals; of nothing where no number is given.
    package init(compliant: Int = 0, missing: Int = 0, unknown: Int = 0) {
        self.compliant = compliant
        self.missing = missing
        self.unknown = unknown
    }

    /// Counts a device.
    mutating func count(_ state: ComplianceResult.State) {
        switch state {
        case .compliant: compliant += 1
        case .missing: missing += 1
        case .unknown: unknown += 1
        }
    }
}

/// A run without its results, for lists.
package struct ComplianceRunSummary: Sendable, Equatable {
    /// The run's identity.
    package var id: ComplianceRun.Identity
    /// The number that dialects show.
    package var number: Int64
    /// When it was measured.
    package var at: Timestamp
    /// Who asked for it.
    package var by: String
    /// How many devices are in which state.
    package var totals: ComplianceTotals

    /// Makes a summary.
    package init(
        id: ComplianceRun.Identity,
        number: Int64,
        at: Timestamp,
        by: String,
        totals: ComplianceTotals
    ) {
        self.id = id
        self.number = number
        self.at = at
        self.by = by
        self.totals = totals
    }
}
