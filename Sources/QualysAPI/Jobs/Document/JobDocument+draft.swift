// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import NIOCore
import Services
import Web

/// What a job means: the deployment that it is.
extension JobDocument {
    /// The deployment that the job means.
    ///
    /// One that is not complete names no device or no patch, so that it does nothing; its plan is
    /// valid all the same.
    ///
    /// The vendor knows no approval, so to make a job is to approve what it brings; a declined patch
    /// is never installed. A mitigation has no actions yet: whoever knows the mitigations sets
    /// `plan.actions`.
    /// - Throws: ``DomainError/Code/requestInvalid`` for assets, tags and patches that the caller
    ///   does not have.
    func draft(context: JobContext) throws -> DeploymentDraft {
        try draft(JobReferences(context, former: nil))
    }

    private func draft(_ references: JobReferences) throws -> DeploymentDraft {
        var plan = DeploymentPlan(
            targets: try JobTargets(members, references).targets,
            patches: try patchChoice(references),
            schedule: schedule,
            policy: JobConduct(members).policy
        )
        plan.needsApproval = false
        let notification = members.at("notification")
        if notification != .null { plan.notifications = notification.json }
        return DeploymentDraft(
            kind: kind,
            name: name,
            summary: summary,
            plan: plan,
            isEnabled: isEnabled,
            request: request
        )
    }

    /// The deployment that it means, in the place of one that there is.
    ///
    /// What the vendor has no words for (rings, brakes, windows, a stored policy) stays as it was:
    /// a part of the plan is replaced where the members that make it have changed. What it named
    /// before may have left the fleet since.
    /// - Throws: As ``draft(context:)``.
    func draft(replacing former: Deployment, context: JobContext) throws -> DeploymentDraft {
        let before = JobDocument(of: former, context: context)
        let references = JobReferences(context, former: before.members)
        var new = try draft(references)
        // A query that could be read once may not be readable any more.
        guard let old = try? before.draft(references).plan else { return new }
        var plan = former.plan
        if new.plan.targets != old.targets { plan.targets = new.plan.targets }
        if new.plan.patches != old.patches {
            plan.patches = new.plan.patches
            plan.needsApproval = new.plan.needsApproval
            plan.daysAfterApproval = new.plan.daysAfterApproval
        }
        if new.plan.schedule != old.schedule {
            plan.schedule = new.plan.schedule
            // What waits for another deployment has no slots of its own.
            plan.link = nil
        }
        if new.plan.policy != old.policy {
            plan.policy = new.plan.policy
            plan.template = nil
        }
        if new.plan.notifications != old.notifications {
            plan.notifications = new.plan.notifications
        }
        new.plan = plan
        return new
    }

    /// What is done.
    private var kind: Deployment.Kind {
        switch family {
        case .mitigation: .mitigate
        case .patch: type == "Rollback" ? .rollback : .install
        }
    }

    /// What a deployment keeps of the job, so that it is shown again as it was sent: the members
    /// that clients set, as `{"qualys": {…}}`.
    var request: String {
        // The members stand in the table's order.
        let kept = zip(JobTable.members(of: family), members.members)
            .filter { $0.0.source == .client }.map(\.1)
        return JSONValue.of([(QualysAPI.dialect, .object(JSONObject(kept)))]).json
    }
}

extension JSONValue {
    /// The value as text.
    var json: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(buffer: writer.finish())
    }
}
