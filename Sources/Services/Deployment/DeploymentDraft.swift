// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A deployment before it has an identity.
package struct DeploymentDraft: Sendable {
    /// What is to be done.
    package var kind: Deployment.Kind
    /// Its name.
    package var name: String
    /// What people write about it.
    package var summary: String
    /// Whom, what, when and how.
    package var plan: DeploymentPlan
    /// Whether it is enabled at once.
    package var isEnabled: Bool
    /// What the dialect asked for beside this, as JSON.
    package var request: String

    /// Makes a draft.
    package init(
        kind: Deployment.Kind,
        name: String,
        summary: String = "",
        plan: DeploymentPlan,
        isEnabled: Bool,
        request: String = "{}"
    ) {
        self.kind = kind
        self.name = name
        self.summary = summary
        self.plan = plan
        self.isEnabled = isEnabled
        self.request = request
    }
}
