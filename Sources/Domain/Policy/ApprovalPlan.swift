// SPDX-License-Identifier: Apache-2.0

/// What the settings of a tenant decide at a moment, and why the other patches wait.
///
/// A pure function of its inputs: planning again after the steps were taken gives no steps.
package struct ApprovalPlan: Sendable, Equatable {
    /// One approval.
    package struct Step: Sendable, Equatable {
        /// The patch.
        package var patch: Patch.Identity
        /// The group that it is approved for; `nil` for the whole tenant.
        package var group: Group.Identity?
        /// Why, for people.
        package var reason: String
    }

    /// A patch that stays undecided.
    package struct Wait: Sendable, Equatable {
        /// The patch.
        package var patch: Patch.Identity
        /// What it waits for, each on its own; never empty.
        package var reasons: [ApprovalWait]
    }

    /// The approvals to make, in the order of the candidates.
    package private(set) var steps: [Step] = []
    /// The patches that stay undecided and that a rule or a test group speaks of.
    package private(set) var waits: [Wait] = []

    private let settings: ApprovalSettings
    private let groupNames: [Group.Identity: String]
    private let now: Timestamp

    /// Plans.
    ///
    /// - Parameters:
    ///   - settings: The tenant's settings.
    ///   - candidates: The patches that a device of the tenant lacks and that nobody decided about
    ///     for the tenant, whether there or above.
    ///   - groupNames: What the test groups are called.
    ///   - now: The time.
    package init(
        _ settings: ApprovalSettings,
        candidates: some Sequence<ApprovalCandidate>,
        groupNames: [Group.Identity: String],
        now: Timestamp
    ) {
        self.settings = settings
        self.groupNames = groupNames
        self.now = now
        for candidate in candidates { decide(candidate) }
    }

    private mutating func decide(_ candidate: ApprovalCandidate) {
        if candidate.isReserved {
            waits.append(Wait(patch: candidate.patch, reasons: [.reserved]))
            return
        }
        if settings.mode == .automatic {
            approve(candidate.patch, reason: "automatic: approved without testing")
            return
        }
        var reasons: [ApprovalWait] = []
        for place in candidate.rules.sorted() where settings.rules.indices.contains(place) {
            let rule = settings.rules[place]
            let age = rule.age(
                releasedAt: candidate.releasedAt,
                firstImportedAt: candidate.firstImportedAt,
                now: now
            )
            switch age {
            case .reached:
                approve(candidate.patch, reason: "rule: \(rule.words)")
                return
            case .reachedAt(let end): reasons.append(.age(rule: place, until: end))
            case .unknown: reasons.append(.unknownAge(rule: place))
            }
        }
        let trials = candidate.trials.filter {
            settings.testGroups.indices.contains($0.testGroup)
        }
        let open = trials.compactMap { wait($0, candidate) }
        if open.isEmpty, let first = trials.first {
            approve(candidate.patch, reason: success(first))
            return
        }
        for trial in trials where trial.decision == nil && !trial.isReserved {
            let test = settings.testGroups[trial.testGroup]
            steps.append(
                Step(
                    patch: candidate.patch,
                    group: test.group,
                    reason: "test for \(Self.days(test.days)) in \(name(test.group))"
                )
            )
        }
        reasons += open
        if !reasons.isEmpty { waits.append(Wait(patch: candidate.patch, reasons: reasons)) }
    }

    private mutating func approve(_ patch: Patch.Identity, reason: String) {
        steps.append(Step(patch: patch, group: nil, reason: reason))
    }

    /// Why a test is not passed; `nil` where it is.
    private func wait(
        _ trial: ApprovalCandidate.Trial,
        _ candidate: ApprovalCandidate
    ) -> ApprovalWait? {
        let test = settings.testGroups[trial.testGroup]
        guard let decision = trial.decision else {
            return trial.isReserved
                ? .reservedForGroup(test.group)
                : .testing(test.group, until: test.end(ofTestBegunAt: now))
        }
        if decision.decision == .declined { return .declinedForGroup(test.group) }
        let end = test.end(ofTestBegunAt: decision.at)
        if candidate.failed > 0 { return .failed(test.group, devices: candidate.failed) }
        if now < end { return .testing(test.group, until: end) }
        return trial.installed > 0 ? nil : .notInstalled(test.group)
    }

    private func success(_ trial: ApprovalCandidate.Trial) -> String {
        let test = settings.testGroups[trial.testGroup]
        let devices = "\(trial.installed) \(trial.installed == 1 ? "device" : "devices")"
        return "tested for \(Self.days(test.days)) in \(name(test.group)): installed on "
            + "\(devices) there, failed nowhere"
    }

    private func name(_ group: Group.Identity) -> String {
        groupNames[group] ?? group.description
    }

    private static func days(_ count: Int) -> String { "\(count) \(count == 1 ? "day" : "days")" }

    /// Whether the inputs led to the same answers.
    package static func == (left: Self, right: Self) -> Bool {
        left.steps == right.steps && left.waits == right.waits
    }
}

/// What an undecided patch waits for.
package enum ApprovalWait: Sendable, Equatable {
    /// The days of a rule; the place is that in ``ApprovalSettings/rules``.
    case age(rule: Int, until: Timestamp)
    /// A person: nobody kept when the patch came, so that the days of a rule cannot be counted.
    case unknownAge(rule: Int)
    /// The end of a test.
    case testing(Group.Identity, until: Timestamp)
    /// A first device of the test group that has it; the days of the test have passed.
    case notInstalled(Group.Identity)
    /// A better result on the devices where it failed last.
    case failed(Group.Identity, devices: Int)
    /// A person: it was declined for the test group.
    case declinedForGroup(Group.Identity)
    /// A person, who took the test group's approval back.
    case reservedForGroup(Group.Identity)
    /// A person, who took the tenant's decision back.
    case reserved
}

extension ApprovalWait {
    /// The words for people.
    ///
    /// - Parameters:
    ///   - groupName: What a group is called.
    ///   - time: How a time is written.
    /// - Returns: The words.
    package func words(
        groupName: (Group.Identity) -> String,
        time: (Timestamp) -> String
    ) -> String {
        switch self {
        case .age(_, let until): "a rule approves it at \(time(until))"
        case .unknownAge: "a rule counts its days, and nobody kept when it came"
        case .testing(let group, let until):
            "in test in \(groupName(group)) until \(time(until))"
        case .notInstalled(let group):
            "its test in \(groupName(group)) is over, and no device there has it"
        case .failed(let group, let count):
            "in test in \(groupName(group)), and it failed on \(count) "
                + (count == 1 ? "device" : "devices")
        case .declinedForGroup(let group): "declined for its test group \(groupName(group))"
        case .reservedForGroup(let group):
            "a person took it out of the test in \(groupName(group))"
        case .reserved: "a person took the decision back"
        }
    }
}
