// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

extension JobDocument {
    /// The job of a deployment: as it was asked for where this dialect asked, else derived from the
    /// plan, with `null` where the vendor has no word for something.
    ///
    /// Name, text and status are always the deployment's own.
    init(of deployment: Deployment, context: JobContext) {
        let family: Family = deployment.kind == .mitigate ? .mitigation : .patch
        let table = JobTable.members(of: family)
        let asked = Self.asked(of: deployment)
        var members = JSONObject(
            table.map { member in
                let value = member.source == .client ? asked?[member.name] : nil
                return JSONObject.Member(member.name, value ?? member.fallback)
            }
        )
        if asked == nil { JobDerivation(deployment, context).fill(&members) }
        members.set("name", to: .string(deployment.name))
        members.set("description", to: .string(deployment.summary))
        let isEnabled = deployment.status.startsRuns
        members.set("status", to: .string(isEnabled ? "Enabled" : "Disabled"))
        if members.text("scheduleType") == "On-demand" {
            members = members.startingOnDemand(isEnabled ? deployment.enabledAt : nil)
        }
        self.init(family, checked: members, isDerived: asked == nil)
    }

    /// The members that this dialect asked for; `nil` where it did not ask.
    private static func asked(of deployment: Deployment) -> [String: JSONValue]? {
        guard deployment.request.contains(QualysAPI.dialect),
            let request = try? JSONValue.parse(deployment.request),
            let asked = request.value(QualysAPI.dialect)?.members
        else { return nil }
        return Dictionary(
            asked.members.map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

extension Deployment.Status {
    /// Whether the vendor calls it enabled: one that has no slot left still is.
    fileprivate var startsRuns: Bool {
        switch self {
        case .enabled, .ended: true
        case .draft, .disabled: false
        }
    }
}
