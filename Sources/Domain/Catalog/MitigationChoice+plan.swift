// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension MitigationChoice {
    /// The most bytes of the scripts of one plan: every device gets all of them in one order, and
    /// every run keeps a copy.
    package static let scriptBytesMax = 1_048_576

    /// The bytes of all scripts together.
    package var scriptBytes: Int {
        actions.reduce(0) { sum, action in
            let scripts = [action.script, action.verification, action.undo]
            return sum + scripts.reduce(0) { $0 + ($1?.text.utf8.count ?? 0) }
        }
    }

    /// The actions of a plan that may not be complete: for what is uncovered, and for a choice of
    /// nothing, there is one more that fails and says so.
    package var provisionalActions: [OrderAction] {
        if uncovered.isEmpty, !elements.isEmpty { return actions }
        let named = uncovered.filter { $0.hasPrefix("CVE-") }
        let name = Self.lacking
        let warning = OrderAction(
            id: Self.warningID.uuid,
            name: named.isEmpty ? name : MitigationLabel(name: name, cves: named).text,
            script: Script(
                interpreter: platform.interpreter,
                text: "echo '\(warningText)'\nexit 1\n",
                timeoutSeconds: 60
            )
        )
        return actions + [warning]
    }

    /// What stands for the mitigations that there are not.
    private static let lacking = "no mitigation"
    fileprivate static let warningID = ID<OrderAction>(
        derivedFrom: "thimble mitigation that is lacking"
    )

    /// What a machine says that is to do something of which nobody knows how.
    private var warningText: String {
        guard !uncovered.isEmpty else { return "no vulnerability is named" }
        let named = uncovered.prefix(10).joined(separator: " ")
        let more = uncovered.count > 10 ? " and \(uncovered.count - 10) more" : ""
        // It stands in quotes of a script.
        let text = "there is no mitigation for \(platform.rawValue) of \(named)\(more)"
        return text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || " -".contains($0)) }
    }
}

extension DeploymentPlan {
    /// How many mitigations it carries out.
    package var mitigationCount: Int {
        actions.count { $0.id != MitigationChoice.warningID.uuid }
    }

    /// Makes the plan carry out a choice on the machines of its platform.
    ///
    /// Where a mitigation takes effect with the next start only, machines that may be restarted at
    /// all are; a policy that others share is left as it is.
    package mutating func carryOut(_ choice: MitigationChoice) {
        actions = choice.provisionalActions
        targets.platform = choice.platform.rawValue
        guard template == nil else { return }
        switch policy.reboot.mode {
        case .ifNeeded, .always: policy.reboot.mode = choice.needsReboot ? .always : .ifNeeded
        case .never, .shutdown: break
        }
    }
}
