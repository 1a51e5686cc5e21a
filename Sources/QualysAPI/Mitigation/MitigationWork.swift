// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

/// What a mitigation job does: the mitigations that its vulnerabilities and its platform name.
struct MitigationWork {
    /// The vulnerabilities by number, with what they are called among the mitigations.
    private let wanted: [(qid: Int64, name: String)]
    /// What the job would do on each platform that it may mean.
    private let choices: [MitigationChoice]

    /// Looks a job's vulnerabilities up.
    ///
    /// - Parameters:
    ///   - document: The job. Where it names no platform, it means the only one whose mitigations
    ///     concern all of its vulnerabilities.
    ///   - mitigations: What deployments of the job's place may use.
    init(_ document: JobDocument, among mitigations: [Mitigation]) {
        wanted = document.qids.map { qid in
            (qid, VulnerabilityNumber.cve(ofNumber: qid) ?? "number \(qid)")
        }
        let names = wanted.map(\.name)
        let platforms = document.platform.map { [Mitigation.Platform($0)] }
        choices = (platforms ?? Mitigation.Platform.allCases).map {
            MitigationChoice(of: names, on: $0, among: mitigations)
        }
    }

    /// Gives a plan its actions.
    ///
    /// A job that is not enabled may name what no mitigation is known for; whoever enables it asks
    /// again.
    /// - Throws: ``DomainError/Code/requestInvalid`` with the numbers that no mitigation concerns,
    ///   for an enabled job; for a platform that cannot be told; for too much to do.
    func settle(_ plan: inout DeploymentPlan, isEnabled: Bool) throws(DomainError) {
        let complete = choices.filter { $0.uncovered.isEmpty && !$0.elements.isEmpty }
        if isEnabled, complete.count != 1 { throw refusal(complete) }
        let isKnown = complete.count == 1 || choices.count == 1
        let known = isKnown ? (complete + choices).first : nil
        // Where the platform cannot be told yet, nothing is chosen yet.
        let choice =
            known ?? MitigationChoice(of: wanted.map(\.name), on: .linux, among: [])
        guard choice.scriptBytes <= MitigationChoice.scriptBytesMax else {
            throw JobRefusal.at(
                "qids",
                "the scripts of the mitigations have \(choice.scriptBytes) bytes, "
                    + "\(MitigationChoice.scriptBytesMax) are allowed"
            )
        }
        plan.carryOut(choice)
        plan.targets.platform = known?.platform.rawValue
    }

    private func refusal(_ complete: [MitigationChoice]) -> DomainError {
        if complete.count > 1 {
            let names = complete.map { Platforms.name(of: Platform($0.platform)) }
            return JobRefusal.at(
                "platform",
                "must be given: there are mitigations for \(names.joined(separator: " and "))"
            )
        }
        guard let nearest = choices.min(by: { $0.uncovered.count < $1.uncovered.count }),
            !nearest.uncovered.isEmpty
        else { return JobRefusal.at("qids", "an enabled mitigation needs some") }
        let lacking = Set(nearest.uncovered)
        let named = wanted.filter { lacking.contains($0.name) }.prefix(10)
            .map { qid, name in name.hasPrefix("CVE-") ? "\(qid) (\(name))" : "\(qid)" }
            .joined(separator: ", ")
        let more = lacking.count > 10 ? " and \(lacking.count - 10) others" : ""
        let place =
            choices.count == 1 ? " for \(Platforms.name(of: Platform(nearest.platform)))" : ""
        return JobRefusal.at("qids", "there is no mitigation\(place) of \(named)\(more)")
    }
}

extension Mitigation.Platform {
    /// The platform of the same machines.
    init(_ platform: Platform) {
        switch platform {
        case .linux: self = .linux
        case .windows: self = .windows
        case .mac: self = .mac
        }
    }
}

extension Platform {
    /// The platform of the same machines.
    init(_ platform: Mitigation.Platform) {
        switch platform {
        case .linux: self = .linux
        case .windows: self = .windows
        case .mac: self = .mac
        }
    }
}
