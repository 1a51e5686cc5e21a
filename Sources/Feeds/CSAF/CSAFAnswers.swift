// SPDX-License-Identifier: Apache-2.0
import Domain

/// What a document says about the packages that a vulnerability leaves without a fix, by stream.
struct CSAFAnswers {
    /// The streams in the order of their first mention.
    private(set) var streams: [Stream] = []
    private var subjects: [Stream: [Subject]] = [:]
    private var answers: [Stream: [Subject: Answers]] = [:]

    private struct Subject: Hashable {
        let name: String
        let isSource: Bool
    }

    /// What is said about one package, by the kind of its builds.
    private struct Answers {
        /// The worst that is said of builds outside of modules.
        var plain: AffectedPackage.Answer?
        /// Everything that is said of the streams of modules.
        var modular: Set<AffectedPackage.Answer> = []
    }

    /// Adds an answer.
    mutating func add(
        _ answer: AffectedPackage.Answer,
        _ package: CSAFPackage,
        _ stream: Stream
    ) {
        let subject = Subject(name: package.name, isSource: package.isSource)
        if subjects[stream] == nil { streams.append(stream) }
        var known = answers[stream]?[subject]
        if known == nil { subjects[stream, default: []].append(subject) }
        if package.isModular {
            known = known ?? Answers()
            known?.modular.insert(answer)
        } else {
            let worst = [known?.plain, answer].compactMap { $0 }.min { $0.rank < $1.rank }
            known = known ?? Answers()
            known?.plain = worst
        }
        answers[stream, default: [:]][subject] = known
    }

    /// The packages of a stream with one answer each, and of how many there is none.
    ///
    /// Several repositories of a release may have a package, and the worst answer counts. Of a
    /// module a machine has one stream, and which one is not known: a package is left out where the
    /// streams differ, or where one of them is fixed, which the names in `fixed` tell.
    func packages(of stream: Stream, fixed: Set<String>) -> (found: [AffectedPackage], unclear: Int)
    {
        var found: [AffectedPackage] = []
        var unclear = 0
        for subject in subjects[stream] ?? [] {
            guard let known = answers[stream]?[subject] else { continue }
            var answer = known.plain
            if answer == nil, known.modular.count == 1, !fixed.contains(subject.name) {
                answer = known.modular.first
            }
            guard let answer else {
                unclear += 1
                continue
            }
            found.append(
                AffectedPackage(name: subject.name, isSource: subject.isSource, answer: answer)
            )
        }
        return (found, unclear)
    }
}

extension AffectedPackage.Answer {
    /// The place in the order of answers, the worst first.
    fileprivate var rank: Int {
        switch self {
        case .affected: 0
        case .underInvestigation: 1
        case .willNotFix: 2
        case .notAffected: 3
        }
    }
}

extension CSAFVulnerability {
    /// What is said of each product that is not fixed; how many have a fix that is only described.
    ///
    /// The first and last affected versions say no more here than that the product is affected. A
    /// product with a fix and no version in which it is fixed says nothing that can be compared.
    func answers() -> (found: [(product: Int, answer: AffectedPackage.Answer)], described: Int) {
        var helps: [Int: Set<Remediation.Category>] = [:]
        for remediation in remediations {
            guard let category = remediation.category else { continue }
            for product in remediation.products { helps[product, default: []].insert(category) }
        }
        var found: [(product: Int, answer: AffectedPackage.Answer)] = []
        var described = 0
        var seen: Set<Int> = []
        for status in [Status.knownAffected, .firstAffected, .lastAffected] {
            for product in products[status] ?? [] where seen.insert(product).inserted {
                let help = helps[product] ?? []
                if help.contains(.vendorFix) {
                    described += 1
                } else {
                    found.append((product, help.contains(.noFixPlanned) ? .willNotFix : .affected))
                }
            }
        }
        found += (products[.underInvestigation] ?? []).map { ($0, .underInvestigation) }
        found += (products[.knownNotAffected] ?? []).map { ($0, .notAffected) }
        return (found, described)
    }

    /// The ratings by product, and the one of all others.
    func severities(
        general: Patch.Severity?
    ) -> (byProduct: [Int: Patch.Severity], general: Patch.Severity?) {
        var byProduct: [Int: Patch.Severity] = [:]
        var general = general
        for impact in impacts {
            guard let severity = Patch.Severity(rating: impact.rating) else { continue }
            if impact.products.isEmpty { general = severity }
            for product in impact.products {
                byProduct[product] = max(severity, byProduct[product] ?? severity)
            }
        }
        return (byProduct, general)
    }
}
